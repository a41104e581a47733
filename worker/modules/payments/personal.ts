import { OF_STUDENT, type Personal } from "#worker/lib/personal.ts";

/** What came in: vouchers too. */
export const personal: readonly Personal[] = [
  {
    table: "payments",
    whose: OF_STUDENT,
    shows: [
      ...["received_on", "method", "amount_ore", "credit_ore", "reference", "note", "at"],
      ...["reversed_on", "reason"],
    ],
    inner: ["school_id", "id", "student_id", "payer_id", "by", "reversed_by", "version"],
    erase: "nothing",
    stays: "bookkeeping",
  },
];
