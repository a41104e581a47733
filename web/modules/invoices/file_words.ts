type Words = {
  fileName: string;
  columns: readonly string[];
  kinds: Record<"invoice" | "credit_note", string>;
  states: Record<"draft" | "open" | "settled" | "overdue", string>;
};

/** What stands in the exported file. */
export const fileWords: Record<"nb" | "en", Words> = {
  nb: {
    fileName: "fakturaer",
    columns: [
      "Nummer",
      "Type",
      "Status",
      "Elev",
      "Betaler",
      "Utstedt",
      "Forfall",
      "Beløp i kroner",
      "Åpent i kroner",
    ],
    kinds: { invoice: "Faktura", credit_note: "Kreditnota" },
    states: { draft: "Utkast", open: "Åpen", settled: "Gjort opp", overdue: "Forfalt" },
  },
  en: {
    fileName: "invoices",
    columns: [
      "Number",
      "Kind",
      "Status",
      "Student",
      "Payer",
      "Issued",
      "Due",
      "Amount in kroner",
      "Open in kroner",
    ],
    kinds: { invoice: "Invoice", credit_note: "Credit note" },
    states: { draft: "Draft", open: "Open", settled: "Settled", overdue: "Overdue" },
  },
};
