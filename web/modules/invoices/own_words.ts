import { words } from "#web/ui/view.ts";

/** What a student or guardian reads about her own invoices. */
export const useOwnWords = words({
  nb: {
    title: "Fakturaer",
    lead: "Fakturaer og kreditnotaer fra trafikkskolen.",
    me: "Min side",
    empty: "Ingen fakturaer",
    empty_text: "Når skolen sender en faktura, står den her.",
    pay: "Betal",
    pay_by: "senest",
    pay_how: "Bruk kontonummeret på fakturaen, og skriv KID:",
    pay_ask: "Spør skolen hvor du betaler, og oppgi KID:",
  },
  en: {
    title: "Invoices",
    lead: "Invoices and credit notes from the driving school.",
    me: "My page",
    empty: "No invoices",
    empty_text: "When the school sends an invoice, it stands here.",
    pay: "Pay",
    pay_by: "by",
    pay_how: "Use the account number on the invoice, and write the KID:",
    pay_ask: "Ask the school where to pay, and give the KID:",
  },
});
