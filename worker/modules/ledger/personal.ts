import { OF_STUDENT, type Personal } from "#worker/lib/personal.ts";

/** The books themselves. */
export const personal: readonly Personal[] = [
  {
    table: "ledger",
    whose: OF_STUDENT,
    shows: ["n", "at", "on_date", "debit", "credit", "amount_ore", "kind", "text", "owed_ore"],
    inner: [
      ...["school_id", "id", "student_id", "payer_id", "ref_kind", "ref_id", "reverses_id", "by"],
    ],
    erase: "nothing",
    stays: "bookkeeping",
  },
  {
    table: "student_balances",
    whose: OF_STUDENT,
    shows: ["account", "debit_ore", "credit_ore"],
    inner: ["school_id", "student_id"],
    erase: "nothing",
    stays: "bookkeeping",
  },
];
