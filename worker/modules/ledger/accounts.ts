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
