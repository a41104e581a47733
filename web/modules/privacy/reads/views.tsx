import { Time } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { ExportMenu } from "#web/ui/export_menu.tsx";
import { FilterBar, Toolbar } from "#web/ui/filters.tsx";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { actionText } from "#web/words.ts";
import type { Paged } from "#worker/lib/list.ts";
import {
  type OwnRead,
  type Read,
  type ReadList,
  readKinds,
} from "#worker/modules/privacy/reads/input.ts";
import { useWords } from "./words.ts";

type Props = { page: Paged<Read>; list: ReadList };

/** Who in the school has seen national ids, taken out lists, or all of one person. */
export function ReadsPage({ page, list }: Props) {
  const t = useWords();
  const { locale } = useView();
  const kinds = readKinds.map((value) => ({ value, label: t(value) }));
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={<ExportMenu action="/privacy/reads/export" />}
    >
      <Toolbar>
        <FilterBar filters={[{ name: "kind", label: t("kind"), options: kinds }]} />
        <Days list={list} />
      </Toolbar>
      <DataTable
        caption={t("title")}
        rows={page.items}
        rowKey={({ id }) => id}
        empty={<EmptyState icon="check" title={t("empty")} />}
        columns={[
          { key: "at", label: t("at"), cell: ({ at }) => <Time at={at} /> },
          { key: "who", label: t("who"), cell: ({ who }) => who ?? t("system") },
          { key: "what", label: t("what"), cell: ({ action }) => actionText(locale, action) },
          { key: "whose", label: t("whose"), cell: (row) => <Whose row={row} /> },
          {
            key: "network",
            label: t("network"),
            cell: ({ network }) => network || "–",
            hideOnPhone: true,
          },
        ]}
      />
      <Pager after={page.after} />
    </Page>
  );
}

function Whose({ row: { studentId, student } }: { row: Read }) {
  return studentId ? <a href={`/students/${studentId}`}>{student}</a> : <>–</>;
}

function Days({ list: { kind, from, to } }: { list: ReadList }) {
  const t = useWords();
  return (
    <form class="form form-inline">
      {kind && <input type="hidden" name="kind" value={kind} />}
      <label class="filter">
        <span>{t("from")}</span>
        <input class="ds-input" type="date" name="from" value={from ?? ""} />
      </label>
      <label class="filter">
        <span>{t("to")}</span>
        <input class="ds-input" type="date" name="to" value={to ?? ""} />
      </label>
      <button type="submit" class="ds-button" data-variant="secondary">
        {t("show")}
      </button>
    </form>
  );
}

/** The same for the student whose it is. */
export function OwnReadsPage({ reads }: { reads: readonly OwnRead[] }) {
  const t = useWords();
  const { locale } = useView();
  return (
    <Page title={t("own_title")} lead={t("own_lead")} crumbs={[{ href: "/me", label: t("me") }]}>
      <DataTable
        caption={t("own_title")}
        rows={reads}
        rowKey={({ id }) => id}
        empty={<EmptyState icon="check" title={t("own_empty")} text={t("own_empty_text")} />}
        columns={[
          { key: "at", label: t("at"), cell: ({ at }) => <Time at={at} /> },
          { key: "who", label: t("who"), cell: ({ who }) => who ?? t("system") },
          { key: "what", label: t("what"), cell: ({ action }) => actionText(locale, action) },
        ]}
      />
    </Page>
  );
}
