import { EmptyState, NothingFound } from "#web/ui/empty.tsx";
import { ExportMenu } from "#web/ui/export_menu.tsx";
import { SearchBar, Toolbar } from "#web/ui/filters.tsx";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { PhoneLink } from "#web/ui/phone.tsx";
import { useHref } from "#web/ui/query.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useView } from "#web/ui/view.ts";
import type { Paged } from "#worker/lib/list.ts";
import {
  type ContactList,
  type ContactRow,
  roleFilters,
} from "#worker/modules/contacts/register/input.ts";
import { useWords } from "../words.ts";

type TableProps = { page: Paged<ContactRow>; list: ContactList };

/** Everybody who answers for a student or pays. */
export function ContactTable({ page, list }: TableProps) {
  const t = useWords();
  const { grants } = useView();
  const href = useHref();
  const at = (role: ContactList["role"]) => href({ role, after: undefined });
  return (
    <Page
      title={t("list_title")}
      lead={t("list_lead")}
      actions={grants.includes("students:export") && <ExportMenu action="/contacts/export" />}
    >
      <Tabs
        items={[
          { href: at(undefined), label: t("all") },
          ...roleFilters.map((role) => ({ href: at(role), label: t(`tab_${role}`) })),
        ]}
        current={at(list.role)}
      />
      <Toolbar>
        <SearchBar label={t("list_search")} />
      </Toolbar>
      <DataTable
        rows={page.items}
        columns={useColumns()}
        caption={t("list_title")}
        rowKey={(contact) => contact.id}
        sort={list.q ? "" : list.sort}
        href={(contact) => `/contacts/${contact.id}`}
        empty={<Nothing list={list} />}
      />
      <Pager after={page.after} />
    </Page>
  );
}

function Nothing({ list: { q, role, after } }: { list: ContactList }) {
  const t = useWords();
  if (q || role || after)
    return <NothingFound q={q} title={t("list_none")} text={t("list_none_text")} />;
  return <EmptyState icon="people" title={t("list_empty")} text={t("list_empty_text")} />;
}

function useColumns(): Column<ContactRow>[] {
  const t = useWords();
  return [
    { key: "name", label: t("name"), sort: true, cell: (row) => row.name },
    {
      key: "roles",
      label: t("roles_short"),
      cell: ({ roles }) => roles.map((role) => t(role)).join(", ") || "–",
    },
    {
      key: "students",
      label: t("students"),
      cell: ({ students }) => students.map((student) => student.name).join(", ") || "–",
    },
    { key: "phone", label: t("phone"), cell: (row) => <PhoneLink phone={row.phone} /> },
    { key: "email", label: t("email"), hideOnPhone: true, cell: (row) => row.email ?? "–" },
  ];
}
