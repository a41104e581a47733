import { Badge } from "#web/ui/badge.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { Time } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import type { Tone } from "#web/ui/tone.ts";
import { useView } from "#web/ui/view.ts";
import type { Paged } from "#worker/lib/list.ts";
import type { Import, State } from "#worker/modules/imports/input.ts";
import { useWords } from "../words.ts";

/** All imports of the school, the newest first. */
export function ImportTable({ page }: { page: Paged<Import> }) {
  const t = useWords();
  const fresh = (
    <LinkButton href="/imports/new" icon="plus" variant="primary">
      {t("new")}
    </LinkButton>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={fresh}>
      <DataTable
        rows={page.items}
        columns={useColumns()}
        caption={t("title")}
        rowKey={(row) => row.id}
        href={(row) => `/imports/${row.id}`}
        empty={
          <EmptyState
            icon="imports"
            title={t("empty")}
            text={t("empty_text")}
            action={
              <LinkButton href="/imports/new" icon="plus">
                {t("new")}
              </LinkButton>
            }
          />
        }
      />
      <Pager after={page.after} />
    </Page>
  );
}

function useColumns(): Column<Import>[] {
  const t = useWords();
  const number = useNumber();
  return [
    { key: "fileName", label: t("fileName"), cell: (row) => row.fileName },
    { key: "state", label: t("state"), cell: (row) => <StateBadge row={row} /> },
    { key: "rows", label: t("rows"), align: "end", cell: (row) => number(row.rowCount) },
    { key: "refused", label: t("refused"), align: "end", cell: (row) => number(row.badCount) },
    { key: "createdAt", label: t("createdAt"), cell: (row) => <Time at={row.createdAt} /> },
  ];
}

const tones: Partial<Record<State, Tone>> = {
  uploaded: "warning",
  checked: "info",
  checking: "accent",
  running: "accent",
  undoing: "accent",
  done: "success",
};

/** Where an import is, in a word. */
export function StateBadge({ row }: { row: Pick<Import, "state" | "stopped"> }) {
  const t = useWords();
  if (row.stopped) return <Badge tone="danger">{t("stopped")}</Badge>;
  return <Badge tone={tones[row.state] ?? "neutral"}>{t(`state_${row.state}`)}</Badge>;
}

/** A count as the reader writes it. */
export function useNumber() {
  const { locale } = useView();
  return (n: number) => n.toLocaleString(locale === "nb" ? "nb-NO" : "en-GB");
}
