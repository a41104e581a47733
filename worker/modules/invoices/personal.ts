import { OF_STUDENT, type Personal } from "#worker/lib/personal.ts";

/** Invoices. Once issued they are vouchers: the buyer stands on them until the books may go. */
export const personal: readonly Personal[] = [
  {
    table: "invoices",
    whose: OF_STUDENT,
    shows: [
      ...["kind", "state", "number", "kid", "at", "issued_on", "due_on", "note", "buyer", "vat"],
      ...["net_ore", "vat_ore", "gross_ore", "prepaid_ore", "open_ore", "reason", "mailed_at"],
    ],
    inner: [
      ...["school_id", "id", "student_id", "payer_id", "seller", "credits_id", "made_by"],
      ...["issued_by", "version"],
    ],
    erase: "nothing",
    stays: "bookkeeping",
  },
];
