import * as z from "zod";
import { Id, Instant } from "#worker/lib/fields.ts";
import { filter, listQuery, pagedOf } from "#worker/lib/list.ts";
import { accountCodes } from "./accounts.ts";

/** What an entry in the ledger is about. */
export const entryKinds = [
  "charge",
  "charge_vat",
  "prepaid_use",
  "waiver",
  "payment",
  "prepayment",
  "refund",
  "rounding",
  "opening",
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** An entry as pages and the API show it. */
export const Entry = z.strictObject({
  id: Id,
  n: z.int(),
  at: Instant,
  onDate: z.iso.date(),
  debit: z.enum(accountCodes),
  credit: z.enum(accountCodes),
  amountOre: z.int(),
  studentId: Id.nullable(),
  kind: z.enum(entryKinds),
  refKind: z.string(),
  refId: z.string(),
  text: z.string(),
  reversesId: Id.nullable(),
  owedOre: z.int().nullable(),
});
export type Entry = z.output<typeof Entry>;
export const Entries = pagedOf(Entry);

/** The journal, newest first. */
export const EntryList = listQuery(["-n"], { student: filter(Id) });
export type EntryList = z.output<typeof EntryList>;

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** The months of a trial balance; without them, this year. */
export const Period = z.strictObject({ from: filter(Month), to: filter(Month) });
export type Period = { from: string; to: string };

const BalanceLine = z.strictObject({
  account: z.enum(accountCodes),
  standard: z.int(),
  openingOre: z.int(),
  debitOre: z.int(),
  creditOre: z.int(),
  closingOre: z.int(),
});
export type BalanceLine = z.output<typeof BalanceLine>;

/** What every account held before the months, what moved in them and what it holds after. */
export const TrialBalance = z.strictObject({
  from: Month,
  to: Month,
  items: z.array(BalanceLine),
  debitOre: z.int(),
  creditOre: z.int(),
});
export type TrialBalance = z.output<typeof TrialBalance>;

/** What a student owes for what was delivered, and what she has paid in advance. */
export type Balance = { receivableOre: number; prepaidOre: number; owedOre: number };
