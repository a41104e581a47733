import type { Reason } from "#worker/lib/problem.ts";
import { splitGross } from "#worker/modules/prices/mod.ts";
import type { Invoice, InvoiceLine, Seller, VatLine } from "./input.ts";

type Sums = Pick<InvoiceLine, "vatCode" | "rate" | "netOre" | "vatOre" | "grossOre">;

/**
 * What each rate comes to: the VAT of a rate is counted of its sum, not of its lines, so that the
 * document agrees with itself. Exempt and taxable sales are summed apart.
 */
export function vatSplit(lines: readonly Sums[]): VatLine[] {
  const groups = Map.groupBy(lines, ({ vatCode, rate }) => `${vatCode} ${rate}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const gross = group.reduce((sum, { grossOre }) => sum + grossOre, 0);
    return [{ code: first.vatCode, rate: first.rate, ...splitGross(gross, first.rate) }];
  });
}

export type Totals = {
  vat: VatLine[];
  netOre: number;
  vatOre: number;
  grossOre: number;
  prepaidOre: number;
  /** How much more VAT the rates come to than their lines do: what the books must still move. */
  roundingOre: number;
};

/** What a document comes to. */
export function totalsOf(lines: readonly (Sums & Pick<InvoiceLine, "prepaidOre">)[]): Totals {
  const vat = vatSplit(lines);
  const sum = <R>(rows: readonly R[], of: (row: R) => number) =>
    rows.reduce((all, row) => all + of(row), 0);
  const vatOre = sum(vat, (row) => row.vatOre);
  return {
    vat,
    netOre: sum(vat, (row) => row.netOre),
    vatOre,
    grossOre: sum(lines, (row) => row.grossOre),
    prepaidOre: sum(lines, (row) => row.prepaidOre),
    roundingOre: vatOre - sum(lines, (row) => row.vatOre),
  };
}

const law = "invoices.law_documents";
const school = "invoices.school_facts";

type Facts = {
  state: Invoice["state"];
  /** What its lines say now and what the charges behind them do. */
  changed: boolean;
  seller: Pick<Seller, "orgnr" | "account">;
  /** What is left to pay once it is issued; what advances have paid needs no account. */
  toPayOre: number;
  buyer: { orgnr: string | null; address: string | null; postalCode: string | null };
};

/** Why a draft cannot be issued; nothing when it can. */
export function whyNotIssue({ state, changed, seller, buyer, toPayOre }: Facts): Reason[] {
  if (state !== "draft") return [{ code: "invoices.is_issued", source: law }];
  const reasons: (Reason | false)[] = [
    changed && { code: "invoices.charges_changed", source: school },
    seller.orgnr === null && { code: "invoices.no_orgnr", source: law },
    seller.account === null && toPayOre > 0 && { code: "invoices.no_account", source: school },
    buyer.orgnr === null &&
      (buyer.address === null || buyer.postalCode === null) && {
        code: "invoices.no_address",
        source: law,
      },
  ];
  return reasons.filter((reason) => reason !== false);
}

/** Why nothing of it can be taken back; nothing when something can. */
export function whyNotCredit({ kind, state, lines }: Pick<Invoice, "kind" | "state" | "lines">) {
  if (kind === "credit_note") return [{ code: "invoices.is_credit_note", source: law }];
  if (state === "draft") return [{ code: "invoices.is_draft", source: law }];
  if (lines.every((line) => line.credited)) return [{ code: "invoices.is_credited", source: law }];
  return [];
}

/** Why a draft cannot be changed or thrown away; nothing when it can. */
export function whyNotChange({ state }: Pick<Invoice, "state">): Reason[] {
  return state === "draft" ? [] : [{ code: "invoices.is_issued", source: law }];
}

/** Why it cannot be mailed; nothing when it can. */
export function whyNotMail({ state, buyer }: Pick<Invoice, "state" | "buyer">): Reason[] {
  if (state === "draft") return [{ code: "invoices.is_draft", source: law }];
  return buyer?.email ? [] : [{ code: "invoices.no_email", source: school }];
}

/** Why the student's credit cannot pay it; nothing when it can. */
export function whyNotUseCredit(
  { openOre }: Pick<Invoice, "openOre">,
  { prepaidOre }: { prepaidOre: number },
): Reason[] {
  if (openOre === 0) return [{ code: "invoices.is_settled", source: school }];
  return prepaidOre > 0 ? [] : [{ code: "invoices.no_credit", source: school }];
}
