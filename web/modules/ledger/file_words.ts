import type { Account } from "#worker/modules/ledger/input.ts";

type Words = {
  journal: string;
  balance: string;
  sum: string;
  journalColumns: readonly string[];
  balanceColumns: readonly string[];
  accounts: Record<Account, string>;
  /** What an entry is about, by its kind. */
  about: Readonly<Record<string, string>>;
};

/** What stands in the exported files. */
export const fileWords: Record<"nb" | "en", Words> = {
  nb: {
    journal: "journal",
    balance: "saldobalanse",
    sum: "Sum",
    journalColumns: [
      ...["Bilag", "Dato", "Debet", "Debetkonto", "Kredit", "Kreditkonto", "Beløp i kroner"],
      ...["Elev", "Tekst", "Gjelder", "Gjelder id"],
    ],
    balanceColumns: ["Konto", "Navn", "Inngående", "Debet", "Kredit", "Utgående"],
    accounts: {
      receivable: "Kundefordringer",
      cash: "Kasse",
      bank: "Bank",
      vat_out_25: "Utgående merverdiavgift, 25 %",
      prepaid: "Forskudd fra kunder",
      opening: "Saldo fra tidligere system",
      revenue_25: "Salg, 25 % avgift",
      revenue_zero: "Salg, avgiftsfritt",
      revenue_exempt: "Undervisning, unntatt avgift",
      revenue_outside: "Gebyr, utenfor avgift",
      waiver: "Ettergitt",
      rounding: "Øreavrunding",
    },
    about: {
      ...{ charge: "Time eller gebyr", invoice: "Faktura", payment: "Betaling" },
      ...{ payment_return: "Betaling", opening: "Elev" },
    },
  },
  en: {
    journal: "journal",
    balance: "trial-balance",
    sum: "Sum",
    journalColumns: [
      ...["Voucher", "Date", "Debit", "Debit account", "Credit", "Credit account"],
      ...["Amount in kroner", "Student", "Text", "About", "About id"],
    ],
    balanceColumns: ["Account", "Name", "Opening", "Debit", "Credit", "Closing"],
    accounts: {
      receivable: "Accounts receivable",
      cash: "Cash",
      bank: "Bank",
      vat_out_25: "Output VAT, 25 %",
      prepaid: "Advances from customers",
      opening: "Balances from the earlier system",
      revenue_25: "Sales, 25 % VAT",
      revenue_zero: "Sales, zero-rated",
      revenue_exempt: "Tuition, exempt from VAT",
      revenue_outside: "Fees, outside VAT",
      waiver: "Waived",
      rounding: "Rounding",
    },
    about: {
      ...{ charge: "Lesson or fee", invoice: "Invoice", payment: "Payment" },
      ...{ payment_return: "Payment", opening: "Student" },
    },
  },
};
