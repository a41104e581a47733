import { formatDay, formatMoney } from "#web/ui/formats.ts";
import { phoneText } from "#web/ui/phone.tsx";
import { pageOf } from "#web/ui/sheet_words.ts";
import type { Locale } from "#web/ui/view.ts";
import type { Block, Sheet } from "#worker/documents/input.ts";
import { formatBankAccount } from "#worker/lib/bank_account.ts";
import type { Buyer, Invoice, Seller } from "#worker/modules/invoices/input.ts";
import { usePaperWords } from "./paper_words.ts";
import { useWords } from "./words.ts";

type Texts = (string | null | false | undefined)[];
const some = (texts: Texts) => texts.filter((text): text is string => Boolean(text));

/** What an issued document is called as a file: "faktura-10001". */
export const fileNameOf = (locale: Locale, { kind, number }: Pick<Invoice, "kind" | "number">) =>
  `${useWords.of(locale)(kind).toLowerCase().replaceAll(" ", "-")}-${number}`;

/**
 * An issued invoice or credit note as it goes on paper. It says what was issued and not what has
 * been paid since: whoever keeps the file keeps the document of the books.
 */
export function invoiceSheet(locale: Locale, invoice: Invoice): Sheet {
  const t = usePaperWords.of(locale);
  const { kind, number, seller, buyer, reason, note, issuedOn, dueOn } = invoice;
  const blocks: (Block | false)[] = [
    {
      kind: "parties",
      parties: [
        { label: t("buyer"), lines: buyer ? partyLines(buyer, t("orgnr")) : [] },
        { label: t("seller"), lines: seller ? sellerLines(locale, seller) : [] },
      ],
    },
    { kind: "facts", facts: factsOf(locale, invoice) },
    reason !== null && { kind: "text", text: `${t("reason")}: ${reason}` },
    linesOf(locale, invoice),
    { kind: "sums", rows: sumsOf(locale, invoice) },
    note !== null && { kind: "text", text: note },
  ];
  return {
    locale,
    title: `${useWords.of(locale)(kind)} ${number}`,
    from: some([seller?.name, seller?.orgnr && `${t("orgnr")} ${seller.orgnr}`]).join(", "),
    on: issuedOn ?? dueOn,
    pages: pageOf(locale),
    blocks: blocks.filter((block) => block !== false),
  };
}

function partyLines(party: Buyer | Seller, orgnr: string): string[] {
  const place = some([party.postalCode, party.town]).join(" ");
  return some([party.name, party.address, place, party.orgnr && `${orgnr} ${party.orgnr}`]);
}

function sellerLines(locale: Locale, seller: Seller): string[] {
  const t = usePaperWords.of(locale);
  const { orgnr, vatRegistered, companyRegister, email, phone } = seller;
  return some([
    ...partyLines({ ...seller, orgnr: null }, ""),
    orgnr && `${t("orgnr")} ${orgnr}${vatRegistered ? " MVA" : ""}`,
    companyRegister && t("company_register"),
    email,
    phone && phoneText(phone),
  ]);
}

function factsOf(locale: Locale, invoice: Invoice) {
  const t = usePaperWords.of(locale);
  const { kind, number, issuedOn, dueOn, kid, seller, buyer, creditsNumber } = invoice;
  const facts: [label: string, value: string | number | null | undefined][] = [
    [t(`number_${kind}`), number],
    [t(`on_${kind}`), issuedOn && formatDay(locale, issuedOn)],
    ...(kind === "invoice"
      ? (
          [
            [t("dueOn"), formatDay(locale, dueOn)],
            [t("kid"), kid],
            [t("account"), seller?.account && formatBankAccount(seller.account)],
          ] as const
        ).map(([label, value]): [string, typeof value] => [label, value])
      : ([[t("credits"), creditsNumber]] as [string, number | null][])),
    [t("student"), buyer && `${buyer.studentName} (${buyer.studentNumber})`],
  ];
  return facts.flatMap(([label, value]) =>
    value === null || value === undefined || value === "" ? [] : [{ label, value: `${value}` }],
  );
}

function linesOf(locale: Locale, { lines }: Invoice): Block {
  const t = usePaperWords.of(locale);
  return {
    kind: "table",
    columns: [
      { label: t("text"), share: 9, end: false },
      { label: t("delivered"), share: 4, end: false },
      { label: t("quantity"), share: 2, end: true },
      { label: t("vat"), share: 3, end: true },
      { label: t("amount"), share: 4, end: true },
    ],
    rows: lines.map(({ text, onDate, quantity, rate, vatCode, grossOre }) => [
      text,
      formatDay(locale, onDate),
      `${quantity}`,
      rate > 0 ? `${rate / 100} %` : t(`vat_${vatCode}`),
      formatMoney(locale, grossOre),
    ]),
  };
}

function sumsOf(locale: Locale, { vat, grossOre, prepaidOre, kind }: Invoice) {
  const t = usePaperWords.of(locale);
  const row = (label: string, ore: number, strong = false) => ({
    ...{ label, value: formatMoney(locale, ore), strong },
  });
  return [
    ...vat.flatMap(({ code, rate, netOre, vatOre }) => [
      row(t(`net_${code}`), netOre),
      ...(rate > 0 ? [row(`${t("vat")} ${rate / 100} %`, vatOre)] : []),
    ]),
    row(t("gross"), grossOre, kind === "credit_note"),
    ...(prepaidOre > 0 ? [row(t("prepaid"), prepaidOre)] : []),
    ...(kind === "invoice" ? [row(t("to_pay"), grossOre - prepaidOre, true)] : []),
  ];
}
