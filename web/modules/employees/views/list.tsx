import { Badge } from "#web/ui/badge.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { useDueText } from "#web/ui/due.tsx";
import { EmptyState, NothingFound } from "#web/ui/empty.tsx";
import { branchFilter, classOptions, FilterBar, SearchBar, Toolbar } from "#web/ui/filters.tsx";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { PhoneLink } from "#web/ui/phone.tsx";
import { useHref } from "#web/ui/query.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useView } from "#web/ui/view.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Paged } from "#worker/lib/list.ts";
import type { Approval, EmployeeList, EmployeeRow } from "#worker/modules/employees/input.ts";
import { useWords } from "../words.ts";

type TableProps = {
  page: Paged<EmployeeRow>;
  list: EmployeeList;
  classes: readonly ClassCode[];
  branches: readonly { id: string; name: string }[];
};

/** The people at the school, with what they may teach. */
export function EmployeeTable({ page, list, classes, branches }: TableProps) {
  const t = useWords();
  const { grants } = useView();
  const href = useHref();
  const add = grants.includes("employees:write") && (
    <LinkButton href="/employees/new" icon="plus" variant="primary">
      {t("add")}
    </LinkButton>
  );
  const working = href({ state: undefined, after: undefined });
  const left = href({ state: "left", after: undefined });
  const narrowed = list.q || list.class || list.branch || list.state || list.after;
  return (
    <Page title={t("title")} lead={t("lead")} actions={add}>
      <Tabs
        items={[
          { href: working, label: t("working") },
          { href: left, label: t("left") },
        ]}
        current={list.state === "left" ? left : working}
      />
      <Toolbar>
        <SearchBar label={t("search")} />
        <FilterBar
          filters={[
            { name: "class", label: t("class"), options: classOptions(classes, list.class) },
            ...branchFilter(t("branchId"), branches, list.branch),
          ]}
        />
      </Toolbar>
      <DataTable
        rows={page.items}
        columns={useColumns()}
        caption={t("title")}
        rowKey={(employee) => employee.id}
        sort={list.q ? "" : list.sort}
        href={(employee) => `/employees/${employee.id}`}
        empty={
          narrowed ? (
            <NothingFound q={list.q} title={t("none_found")} text={t("none_found_text")} />
          ) : (
            <EmptyState icon="employees" title={t("empty")} text={t("empty_text")} action={add} />
          )
        }
      />
      <Pager after={page.after} />
    </Page>
  );
}

function useColumns(): Column<EmployeeRow>[] {
  const t = useWords();
  return [
    { key: "name", label: t("name"), sort: true, cell: (e) => `${e.lastName}, ${e.firstName}` },
    { key: "title", label: t("jobTitle"), cell: (e) => e.title ?? "–" },
    { key: "class", label: t("class"), cell: (e) => <Classes approvals={e.approvals} /> },
    {
      key: "phone",
      label: t("phone"),
      cell: (e) => <PhoneLink phone={e.phone} />,
    },
    { key: "email", label: t("email"), hideOnPhone: true, cell: (e) => e.email ?? "–" },
    { key: "branch", label: t("branchId"), hideOnPhone: true, cell: (e) => e.branch ?? "–" },
  ];
}

/** The classes somebody may teach; one that ends soon, or has ended, says so. */
function Classes({ approvals }: { approvals: readonly Approval[] }) {
  const text = useDueText();
  if (approvals.length === 0) return <>–</>;
  return (
    <span class="tags">
      {approvals.map(({ classCode, due }) => (
        <Badge key={classCode} tone={due ? (due.days < 0 ? "danger" : "warning") : "neutral"}>
          {classCode}
          {due && ` · ${text(due)}`}
        </Badge>
      ))}
    </span>
  );
}
