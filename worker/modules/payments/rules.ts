import type { Reason } from "#worker/lib/problem.ts";
import type { Account } from "#worker/modules/ledger/mod.ts";
import type { Method, Part } from "./input.ts";

const accounts: Record<Method, Account> = {
  bank: "bank",
  vipps: "bank",
  card: "bank",
  cash: "cash",
};

/** The account that money came to. */
export const accountOf = (method: Method): Account => accounts[method];

export type Open = { id: string; openOre: number };

/** Spreads an amount over what is open: `first`, then the oldest; the rest belongs to nothing yet. */
export function spread(amountOre: number, open: readonly Open[], first?: string | null): Part[] {
  let left = amountOre;
  const meant = open.filter(({ id }) => id === first);
  return [...meant, ...open.filter(({ id }) => id !== first)].flatMap(({ id, openOre }) => {
    const part = Math.min(left, openOre);
    left -= part;
    return part > 0 ? [{ invoiceId: id, amountOre: part }] : [];
  });
}

/** What is wrong with how a payment was divided: the field of the invoice, and why. */
export function wrongParts(
  amountOre: number,
  parts: readonly Part[],
  open: readonly Open[],
): Record<string, string> {
  const sum = parts.reduce((all, part) => all + part.amountOre, 0);
  const wrong = parts.flatMap(({ invoiceId, amountOre: part }): [string, string][] => {
    const invoice = open.find(({ id }) => id === invoiceId);
    if (!invoice) return [[`part_${invoiceId}`, "payments.no_invoice"]];
    if (part > invoice.openOre) return [[`part_${invoiceId}`, "payments.over_allocated"]];
    return [];
  });
  const twice = new Set(parts.map(({ invoiceId }) => invoiceId)).size < parts.length;
  return {
    ...Object.fromEntries(wrong),
    ...(sum > amountOre ? { amount: "payments.parts_too_much" } : {}),
    ...(twice ? { amount: "payments.part_twice" } : {}),
  };
}

/** Why a payment cannot be taken back; nothing when it can. */
export function whyNotReverse({ reversedOn }: { reversedOn: string | null }): Reason[] {
  if (reversedOn === null) return [];
  const source = "payments.law_books";
  return [{ code: "payments.is_reversed", source, params: { on: reversedOn } }];
}
