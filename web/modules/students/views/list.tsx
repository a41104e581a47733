import { LinkButton } from "#web/ui/button.tsx";
import { EmptyState, NothingFound } from "#web/ui/empty.tsx";
import {
  branchFilter,
  ColumnChoice,
  classOptions,
  FilterBar,
  SearchBar,
  Toolbar,
} from "#web/ui/filters.tsx";
import { Form } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { useHref } from "#web/ui/query.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useView } from "#web/ui/view.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Paged } from "#worker/lib/list.ts";
import {
  type ColumnName,
  columnNames,
  type StudentList,
  type StudentRow,
} from "#worker/modules/students/register/input.ts";
import { useWords } from "../words.ts";
import { useColumns } from "./columns.tsx";
import { BulkBar, ListActions, type Named } from "./list_actions.tsx";

export type ListProps = {
  page: Paged<StudentRow>;
  list: StudentList;
  shown: readonly ColumnName[];
  instructors: readonly Named[];
  branches: readonly Named[];
  classes: readonly ClassCode[];
};

/** The student register. */
export function StudentTable(props: ListProps) {
  const { page, list, shown, instructors } = props;
  const t = useWords();
  const { grants } = useView();
  const mayWrite = grants.includes("students:write");
  const table = (
    <DataTable
      rows={page.items}
      columns={useColumns(shown)}
      caption={t("title")}
      rowKey={(student) => student.id}
      sort={list.q ? "" : list.sort}
      href={(student) => `/students/${student.id}`}
      selectable={mayWrite ? { label: (s) => `${s.firstName} ${s.lastName}` } : undefined}
      empty={<Nothing list={list} />}
    />
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={<ListActions />}>
      <StatusTabs list={list} />
      <Toolbar>
        <SearchBar label={t("search")} />
        <FilterBar filters={useFilters(props)} />
        <ColumnChoice
          columns={columnNames.map((value) => ({ value, label: t(value) }))}
          shown={shown}
        />
      </Toolbar>
      {mayWrite && page.items.length > 0 ? (
        <Form action="/students/changes/preview">
          {table}
          <BulkBar instructors={instructors} />
          <Pager after={page.after} />
        </Form>
      ) : (
        <>
          {table}
          <Pager after={page.after} />
        </>
      )}
    </Page>
  );
}

function StatusTabs({ list }: { list: StudentList }) {
  const t = useWords();
  const href = useHref();
  const at = (status: string | undefined) => href({ status, after: undefined });
  const items = [
    { href: at(undefined), label: t("all") },
    ...(["active", "waiting", "finished", "quit"] as const).map((status) => ({
      href: at(status),
      label: t(`tab_${status}`),
    })),
  ];
  return <Tabs items={items} current={at(list.status)} />;
}

function useFilters({ list, instructors, branches, classes }: ListProps) {
  const t = useWords();
  const options = (all: readonly Named[]) =>
    all.map(({ id, name }) => ({ value: id, label: name }));
  return [
    { name: "class", label: t("class"), options: classOptions(classes, list.class) },
    { name: "instructor", label: t("instructor"), options: options(instructors) },
    ...branchFilter(t("branch"), branches, list.branch),
    {
      name: "unplaced",
      label: t("unplaced"),
      options: [{ value: "yes", label: t("unplaced_yes") }],
    },
  ];
}

function Nothing({ list }: { list: StudentList }) {
  const t = useWords();
  const { grants } = useView();
  const { q, status, instructor, branch, unplaced, after } = list;
  const narrowed = q || status || list.class || instructor || branch || unplaced || after;
  if (narrowed) return <NothingFound q={q} title={t("none_found")} text={t("none_found_text")} />;
  return (
    <EmptyState
      icon="students"
      title={t("empty")}
      text={t("empty_text")}
      action={
        <>
          {grants.includes("students:write") && (
            <LinkButton href="/students/new" icon="plus" variant="primary">
              {t("add")}
            </LinkButton>
          )}
          {grants.includes("imports:run") && (
            <LinkButton href="/imports" icon="imports">
              {t("import")}
            </LinkButton>
          )}
        </>
      }
    />
  );
}
