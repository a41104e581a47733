import { LinkButton } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { FilterBar, Toolbar } from "#web/ui/filters.tsx";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { KeepQuery } from "#web/ui/query.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { useProblem } from "#web/words.ts";
import type { Paged } from "#worker/lib/list.ts";
import type { Import, ImportProblem, ProblemList } from "#worker/modules/imports/input.ts";
import { useWords } from "../words.ts";
import { Result } from "./tally.tsx";

/** A finding with what stood there; once the rows are deleted, only with its place. */
export type ShownProblem = ImportProblem & { was?: string; who?: string };

type ProblemsProps = { row: Import; page: Paged<ShownProblem>; list: ProblemList };

/** What was found, row by row. */
export function ProblemsPage({ row, page, list }: ProblemsProps) {
  const t = useWords();
  const file = `/imports/${row.id}/problems.csv`;
  return (
    <Page
      title={t("problems_title")}
      lead={t("row_numbers")}
      crumbs={[
        { href: "/imports", label: t("title") },
        { href: `/imports/${row.id}`, label: row.fileName },
      ]}
      actions={
        <LinkButton href={file} icon="download">
          {t("download")}
        </LinkButton>
      }
    >
      <Toolbar>
        <FilterBar filters={useFilters(row)} />
        <FromRow row={list.row} />
      </Toolbar>
      <DataTable
        rows={page.items}
        columns={useColumns(page.items.some(({ was, who }) => was ?? who))}
        caption={t("problems_title")}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("no_problems")} />}
      />
      <Pager after={page.after} />
    </Page>
  );
}

function useFilters({ tally }: Import) {
  const t = useWords();
  const problem = useProblem();
  const once = (values: readonly string[]) => [...new Set(values)];
  return [
    {
      name: "kind",
      label: t("filter_kind"),
      options: (["refused", "repaired"] as const).map((value) => ({ value, label: t(value) })),
    },
    {
      name: "code",
      label: t("what"),
      options: once(tally.map(({ code }) => code)).map((value) => ({
        value,
        label: problem(value),
      })),
    },
    {
      name: "column",
      label: t("column"),
      options: once(tally.map(({ column }) => column))
        .filter((value) => value !== "")
        .map((value) => ({ value, label: value })),
    },
  ];
}

function FromRow({ row }: { row: number | undefined }) {
  const t = useWords();
  return (
    <form class="filterbar">
      <KeepQuery except={["row"]} />
      <label class="filter">
        <span>{t("from_row")}</span>
        <input class="ds-input" name="row" inputMode="numeric" value={row ?? ""} maxLength={8} />
      </label>
      <button type="submit" class="ds-button" data-variant="secondary">
        {t("show")}
      </button>
    </form>
  );
}

function useColumns(opened: boolean): Column<ShownProblem>[] {
  const t = useWords();
  const problem = useProblem();
  return [
    { key: "row", label: t("row"), align: "end", cell: ({ row }) => row },
    { key: "column", label: t("column"), cell: ({ column }) => column || t("whole_row") },
    { key: "what", label: t("what"), cell: ({ code }) => problem(code) },
    ...(opened
      ? [
          { key: "was", label: t("was"), cell: ({ was }: ShownProblem) => was || "–" },
          { key: "who", label: t("who"), cell: ({ who }: ShownProblem) => who || "–" },
        ]
      : []),
    { key: "result", label: t("result"), cell: ({ refused }) => <Result refused={refused} /> },
  ];
}
