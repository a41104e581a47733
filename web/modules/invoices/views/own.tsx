import { LinkButton } from "#web/ui/button.tsx";
import { Card, Split } from "#web/ui/card.tsx";
import { Day } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Money } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import type { Paged } from "#worker/lib/list.ts";
import type { Invoice, InvoiceRow } from "#worker/modules/invoices/input.ts";
import { useOwnWords } from "../own_words.ts";
import { useWords } from "../words.ts";
import { Paper } from "./paper.tsx";
import { Settled } from "./settled.tsx";
import { State, useName } from "./state.tsx";

/** What a student, or a guardian of a minor, has been invoiced for. */
export function OwnInvoices({ page }: { page: Paged<InvoiceRow> }) {
  const own = useOwnWords();
  return (
    <Page title={own("title")} lead={own("lead")} crumbs={[{ href: "/me", label: own("me") }]}>
      <DataTable
        rows={page.items}
        columns={useColumns()}
        caption={own("title")}
        rowKey={(row) => row.id}
        href={(row) => `/me/invoices/${row.id}`}
        empty={<EmptyState icon="mail" title={own("empty")} text={own("empty_text")} />}
      />
      <Pager after={page.after} />
    </Page>
  );
}

function useColumns(): Column<InvoiceRow>[] {
  const t = useWords();
  const name = useName();
  return [
    { key: "number", label: t("document"), cell: (row) => name(row) },
    { key: "student", label: t("student"), hideOnPhone: true, cell: (row) => row.student },
    { key: "state", label: t("state"), cell: (row) => <State invoice={row} /> },
    {
      key: "dueOn",
      label: t("dueOn"),
      cell: (row) => (row.kind === "invoice" ? <Day date={row.dueOn} /> : "–"),
    },
    { key: "gross", label: t("amount"), align: "end", cell: (row) => <Money ore={row.grossOre} /> },
    {
      key: "open",
      label: t("left"),
      align: "end",
      cell: (row) => (row.state === "open" ? <Money ore={row.openOre} /> : "–"),
    },
  ];
}

/** One of them, as it was issued, with how much is left and how to pay it. */
export function OwnInvoicePage({ invoice }: { invoice: Invoice }) {
  const t = useWords();
  const own = useOwnWords();
  const name = useName();
  const { openOre, kid, dueOn, seller } = invoice;
  return (
    <Page
      title={name(invoice)}
      lead={seller?.name}
      crumbs={[{ href: "/me/invoices", label: own("title") }]}
      actions={<LinkButton href={`/me/invoices/${invoice.id}/pdf`}>{t("pdf")}</LinkButton>}
    >
      <Split
        main={
          <Card>
            <Paper invoice={invoice} />
          </Card>
        }
        side={
          <>
            <Card title={t("status")}>
              <p>
                <State invoice={invoice} />
              </p>
              {openOre > 0 && (
                <>
                  <p>
                    {own("pay")} <Money ore={openOre} /> {own("pay_by")} <Day date={dueOn} />.
                  </p>
                  <p class="hint">
                    {seller?.account ? own("pay_how") : own("pay_ask")} <strong>{kid}</strong>
                  </p>
                </>
              )}
            </Card>
            <Settled invoice={invoice} />
          </>
        }
      />
    </Page>
  );
}
