import * as z from "zod";
import { Id, Instant } from "#worker/lib/fields.ts";
import { filter, listQuery, pagedOf } from "#worker/lib/list.ts";

/**
 * The accounts a school's money moves between. `standard` is the account of NS 4102 that an export
 * books on (`ns4102`: a four-digit plan that Norwegian accounting systems share).
 */
export const accounts = {
  /** What students owe for what was delivered. */
  receivable: { standard: 1500, side: "debit" },
  cash: { standard: 1900, side: "debit" },
  bank: { standard: 1920, side: "debit" },
  vat_out_25: { standard: 2700, side: "credit" },
  /** Advances from customers: paid for, not delivered yet, so the school owes it. */
  prepaid: { standard: 2900, side: "credit" },
  /** What students owed or had to their credit in the system the school came from. */
  opening: { standard: 2050, side: "credit" },
  revenue_25: { standard: 3000, side: "credit" },
  revenue_zero: { standard: 3100, side: "credit" },
  /** Tuition: exempt from VAT. */
  revenue_exempt: { standard: 3200, side: "credit" },
  /** Fees that are not part of any sale: reminders, late interest. */
  revenue_outside: { standard: 3900, side: "credit" },
  /** Charged and then let go of, with a reason. */
  waiver: { standard: 7830, side: "debit" },
  rounding: { standard: 7770, side: "debit" },
} as const;

export type Account = keyof typeof accounts;
export const accountCodes = Object.keys(accounts) as [Account, ...Account[]];

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

/** What the entry is about that a student brought from the system she came from. */
export const OPENING = "opening";

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

/** An entry in the journal of the whole school: with whose it is. */
export const JournalEntry = Entry.extend({ student: z.string().nullable() });
export type JournalEntry = z.output<typeof JournalEntry>;
export const Journal = pagedOf(JournalEntry);

/** The journal of a stretch of days, of one account or of all, newest first. */
export const JournalList = listQuery(["-onDate"], {
  from: filter(z.iso.date()),
  to: filter(z.iso.date()),
  account: filter(z.enum(accountCodes)),
});
export type JournalList = z.output<typeof JournalList>;
const format = { format: z.enum(["csv", "xlsx"]).catch("csv") };
export const JournalExport = JournalList.omit({ after: true, per: true }).extend(format);
export type JournalExport = z.output<typeof JournalExport>;

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** The months of a trial balance; without them, this year. */
export const Period = z.strictObject({ from: filter(Month), to: filter(Month) });
export type Period = z.output<typeof Period>;
export const BalanceExport = Period.extend(format);
export type BalanceExport = z.output<typeof BalanceExport>;

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
  openingOre: z.int(),
  debitOre: z.int(),
  creditOre: z.int(),
  /** Nought, or the books do not balance. */
  closingOre: z.int(),
});
export type TrialBalance = z.output<typeof TrialBalance>;

/** What a student owes for what was delivered, and what she has paid in advance. */
export type Balance = { receivableOre: number; prepaidOre: number; owedOre: number };
