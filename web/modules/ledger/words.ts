import { useView, words } from "#web/ui/view.ts";
import { type Account, accounts } from "#worker/modules/ledger/input.ts";
import { fileWords } from "./file_words.ts";

/** What the office reads of the books. */
export const useWords = words({
  nb: {
    title: "Regnskap",
    lead: "Hver krone som er flyttet, fra en konto til en annen. Ingenting endres; det som var feil, er ført tilbake.",
    journal: "Journal",
    balance: "Saldobalanse",
    balance_lead: "Hva hver konto sto i, hva som er ført på den, og hva den står i.",
    views: "Regnskapet",
    from: "Fra og med",
    to: "Til og med",
    account: "Konto",
    all: "Alle kontoer",
    show: "Vis",
    voucher: "Bilag",
    day: "Dato",
    text: "Hva",
    debit: "Debet",
    credit: "Kredit",
    amount: "Beløp",
    opening: "Inngående",
    closing: "Utgående",
    sum: "Sum",
    even: "Summen av alle kontoer er null, så bøkene stemmer.",
    uneven:
      "Summen av alle kontoer er {amount}. Bøkene stemmer ikke; kontakt den som drifter systemet.",
    none: "Ingenting er bokført her",
    none_text: "Velg andre dager eller en annen konto.",
    reversed: "Ført tilbake: {text}",
    minus_is_credit: "Beløp under null står i kredit.",
  },
  en: {
    title: "Ledger",
    lead: "Every krone that moved, from one account to another. Nothing is changed; what was wrong is reversed.",
    journal: "Journal",
    balance: "Trial balance",
    balance_lead: "What each account held, what was posted to it, and what it holds.",
    views: "The ledger",
    from: "From",
    to: "To",
    account: "Account",
    all: "All accounts",
    show: "Show",
    voucher: "Voucher",
    day: "Date",
    text: "What",
    debit: "Debit",
    credit: "Credit",
    amount: "Amount",
    opening: "Opening",
    closing: "Closing",
    sum: "Sum",
    even: "All accounts sum to zero, so the books balance.",
    uneven: "All accounts sum to {amount}. The books do not balance; tell whoever runs the system.",
    none: "Nothing is posted here",
    none_text: "Choose other days or another account.",
    reversed: "Reversed: {text}",
    minus_is_credit: "Amounts below zero are credit.",
  },
});

/** An account by its number and name, as in the exported files. */
export function useAccountName() {
  const { accounts: names } = fileWords[useView().locale];
  return (account: Account) => `${accounts[account].standard} ${names[account]}`;
}
