import { Grid } from "#web/ui/card.tsx";
import { Day } from "#web/ui/date.tsx";
import { type Fact, Facts } from "#web/ui/dl.tsx";
import { Money } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { phoneText } from "#web/ui/phone.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { formatBankAccount } from "#worker/lib/bank_account.ts";
import type { Invoice, InvoiceLine, Seller } from "#worker/modules/invoices/input.ts";
import { usePaperWords } from "../paper_words.ts";
import { Lines, Party, Sums } from "./parts.tsx";
import { useName } from "./state.tsx";

/** The document alone, as it goes on paper. */
export function PrintPage({ invoice }: { invoice: Invoice }) {
  const t = usePaperWords();
  const name = useName();
  return (
    <Page
      title={name(invoice)}
      crumbs={[{ href: `/invoices/${invoice.id}`, label: name(invoice) }]}
      lead={<span class="no-print">{t("print_lead")}</span>}
    >
      <Paper invoice={invoice} />
    </Page>
  );
}

/** What an issued document says, with everything that the law wants on it. */
export function Paper({ invoice }: { invoice: Invoice }) {
  const t = usePaperWords();
  const { seller, buyer, note, reason } = invoice;
  return (
    <article class="stack">
      <Grid>
        <section>
          <h2 class="stat-label">{t("buyer")}</h2>
          {buyer && <Party party={buyer} />}
        </section>
        <section>
          <h2 class="stat-label">{t("seller")}</h2>
          {seller && <SellerParty seller={seller} />}
        </section>
      </Grid>
      <Facts items={useFacts(invoice)} />
      {reason && (
        <p>
          {t("reason")}: {reason}
        </p>
      )}
      <Rows invoice={invoice} />
      <Sums invoice={invoice} />
      {note && <Lines of={note.split("\n")} />}
    </article>
  );
}

function SellerParty({ seller }: { seller: Seller }) {
  const t = usePaperWords();
  const phone = seller.phone && phoneText(seller.phone);
  const { orgnr, vatRegistered, companyRegister, ...place } = seller;
  const number = orgnr && `${t("orgnr")} ${orgnr}${vatRegistered ? " MVA" : ""}`;
  return (
    <>
      <Party party={{ ...place, orgnr: null }} />
      <Lines of={[number, companyRegister && t("company_register"), seller.email, phone]} />
    </>
  );
}

function useFacts(invoice: Invoice): Fact[] {
  const t = usePaperWords();
  const { kind, number, issuedOn, dueOn, kid, seller, buyer, creditsNumber } = invoice;
  const isInvoice = kind === "invoice";
  const items: (Fact | false)[] = [
    { label: t(`number_${kind}`), value: number },
    { label: t(`on_${kind}`), value: issuedOn && <Day date={issuedOn} /> },
    isInvoice && { label: t("dueOn"), value: <Day date={dueOn} /> },
    isInvoice && { label: t("kid"), value: <span class="number">{kid}</span> },
    isInvoice && {
      label: t("account"),
      value: seller?.account && <span class="number">{formatBankAccount(seller.account)}</span>,
    },
    !isInvoice && { label: t("credits"), value: creditsNumber },
    buyer !== null && {
      label: t("student"),
      value: `${buyer.studentName} (${buyer.studentNumber})`,
    },
  ];
  return items.filter((item) => item !== false);
}

function Rows({ invoice }: { invoice: Invoice }) {
  const t = usePaperWords();
  const columns: Column<InvoiceLine>[] = [
    {
      key: "text",
      label: t("text"),
      cell: ({ text, credited }) => (
        <>
          {text}
          {credited && <span class="no-print"> ({t("credited")})</span>}
        </>
      ),
    },
    { key: "onDate", label: t("delivered"), cell: ({ onDate }) => <Day date={onDate} /> },
    { key: "quantity", label: t("quantity"), align: "end", cell: ({ quantity }) => quantity },
    {
      key: "vat",
      label: t("vat"),
      align: "end",
      cell: ({ rate, vatCode }) => (rate > 0 ? `${rate / 100} %` : t(`vat_${vatCode}`)),
    },
    {
      key: "amount",
      label: t("amount"),
      align: "end",
      cell: ({ grossOre }) => <Money ore={grossOre} />,
    },
  ];
  return (
    <DataTable
      rows={invoice.lines}
      columns={columns}
      caption={t("lines")}
      rowKey={(line) => line.id}
    />
  );
}
