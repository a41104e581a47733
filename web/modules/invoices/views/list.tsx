import { LinkButton } from "#web/ui/button.tsx";
import { Day } from "#web/ui/date.tsx";
import { EmptyState, NothingFound } from "#web/ui/empty.tsx";
import { ExportMenu } from "#web/ui/export_menu.tsx";
import { SearchBar, Toolbar } from "#web/ui/filters.tsx";
import { Money } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { useHref } from "#web/ui/query.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useView } from "#web/ui/view.ts";
import type { Paged } from "#worker/lib/list.ts";
import type { InvoiceList, InvoiceRow } from "#worker/modules/invoices/input.ts";
import { useWords } from "../words.ts";
import { State, useName } from "./state.tsx";

type TableProps = { page: Paged<InvoiceRow>; list: InvoiceList };

const states = ["draft", "open", "overdue", "settled"] as const;

/** Every draft, invoice and credit note of the school. */
export function InvoiceTable({ page, list }: TableProps) {
  const t = useWords();
  const { grants } = useView();
  const href = useHref();
  const at = (state: InvoiceList["state"]) => href({ state, sort: undefined, after: undefined });
  return (
    <Page title={t("title")} lead={t("lead")} actions={<ListActions />}>
      <Tabs
        items={[
          { href: at(undefined), label: t("all") },
          ...states.map((state) => ({ href: at(state), label: t(`tab_${state}`) })),
        ]}
        current={at(list.state)}
      />
      <Toolbar>
        <SearchBar label={t("search")} />
      </Toolbar>
      <DataTable
        rows={page.items}
        columns={useColumns()}
        caption={t("title")}
        rowKey={(row) => row.id}
        sort={list.q ? "" : list.state === "overdue" ? "dueOn" : list.sort}
        href={(row) => `/invoices/${row.id}`}
        empty={<Nothing list={list} mayWrite={grants.includes("invoices:write")} />}
      />
      <Pager after={page.after} />
    </Page>
  );
}

function ListActions() {
  const t = useWords();
  const { grants } = useView();
  return (
    <>
      {grants.includes("invoices:write") && (
        <LinkButton href="/invoices/new" icon="plus" variant="primary">
          {t("add")}
        </LinkButton>
      )}
      <ExportMenu action="/invoices/export" />
    </>
  );
}

function Nothing({ list, mayWrite }: { list: InvoiceList; mayWrite: boolean }) {
  const t = useWords();
  const { q, state, kind, student, after } = list;
  if (q || state || kind || student || after)
    return <NothingFound q={q} title={t("none_found")} text={t("none_found_text")} />;
  const action = mayWrite && <LinkButton href="/invoices/new">{t("add")}</LinkButton>;
  return <EmptyState icon="mail" title={t("empty")} text={t("empty_text")} action={action} />;
}

function useColumns(): Column<InvoiceRow>[] {
  const t = useWords();
  const name = useName();
  return [
    { key: "number", label: t("document"), cell: (row) => name(row) },
    { key: "student", label: t("student"), cell: (row) => row.student },
    { key: "state", label: t("state"), cell: (row) => <State invoice={row} /> },
    {
      key: "issuedOn",
      label: t("issuedOn"),
      sort: "at",
      hideOnPhone: true,
      cell: (row) => (row.issuedOn ? <Day date={row.issuedOn} /> : "–"),
    },
    {
      key: "dueOn",
      label: t("dueOn"),
      sort: true,
      cell: (row) => (row.kind === "invoice" ? <Day date={row.dueOn} /> : "–"),
    },
    { key: "gross", label: t("amount"), align: "end", cell: (row) => <Money ore={signed(row)} /> },
    {
      key: "open",
      label: t("left"),
      align: "end",
      cell: (row) => (row.state === "open" ? <Money ore={row.openOre} /> : "–"),
    },
  ];
}

const signed = ({ kind, grossOre }: InvoiceRow) => (kind === "credit_note" ? -grossOre : grossOre);
