import { Badge } from "#web/ui/badge.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Section } from "#web/ui/page.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { useProblem } from "#web/words.ts";
import type { Import } from "#worker/modules/imports/input.ts";
import { useWords } from "../words.ts";
import { useNumber } from "./list.tsx";

type Kind = Import["tally"][number];

/** What was found, one line a kind and column, each leading to its rows. */
export function TallyTable({ row }: { row: Import }) {
  const t = useWords();
  const all = `/imports/${row.id}/problems`;
  const none = (
    <EmptyState icon="success" title={t("nothing_found")} text={t("nothing_found_text")} />
  );
  return (
    <Section
      title={t("summary")}
      actions={row.tally.length > 0 && <LinkButton href={all}>{t("see_all")}</LinkButton>}
    >
      <DataTable
        rows={row.tally}
        columns={useColumns()}
        caption={t("summary")}
        rowKey={({ code, column }) => `${code} ${column}`}
        href={({ code, column }) => `${all}?${new URLSearchParams({ code, column })}`}
        empty={none}
      />
    </Section>
  );
}

function useColumns(): Column<Kind>[] {
  const t = useWords();
  const problem = useProblem();
  const number = useNumber();
  return [
    { key: "column", label: t("column"), cell: ({ column }) => column || t("whole_row") },
    { key: "what", label: t("what"), cell: ({ code }) => problem(code) },
    { key: "rows", label: t("how_many"), align: "end", cell: ({ rows }) => number(rows) },
    { key: "result", label: t("result"), cell: ({ refused }) => <Result refused={refused} /> },
  ];
}

/** Whether a finding leaves the row out. */
export function Result({ refused }: { refused: boolean }) {
  const t = useWords();
  return <Badge tone={refused ? "danger" : "info"}>{t(refused ? "refused" : "repaired")}</Badge>;
}
