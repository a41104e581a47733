import { OF_STUDENT, type Personal } from "#worker/lib/personal.ts";

/** What she was charged for: the ground of the books. */
export const personal: readonly Personal[] = [
  {
    table: "student_packages",
    whose: OF_STUDENT,
    shows: ["name", "price_ore", "sold_on", "expires_on", "ended_on", "reason"],
    inner: ["school_id", "id", "student_id", "package_id", "version"],
    erase: { set: { reason: "iif(reason is null, null, '–')" } },
    stays: "bookkeeping",
  },
  {
    table: "charges",
    whose: OF_STUDENT,
    shows: [
      ...["kind", "text", "quantity", "net_ore", "vat_code", "vat_ore", "gross_ore"],
      ...["prepaid_ore", "status", "on_date", "due_on", "reason", "parts", "created_at"],
    ],
    inner: [
      ...["school_id", "id", "student_id", "booking_id", "product_id", "student_package_id"],
      ...["invoice_id", "version"],
    ],
    erase: { set: { reason: "iif(reason is null, null, '–')" } },
    stays: "bookkeeping",
  },
  {
    table: "charge_totals",
    whose: OF_STUDENT,
    shows: ["status", "n", "gross_ore", "prepaid_ore"],
    inner: ["school_id", "student_id"],
    erase: "nothing",
    stays: "bookkeeping",
  },
];
