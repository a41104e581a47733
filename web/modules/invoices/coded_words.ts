import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "invoices.not_found": "Vi finner ikke fakturaen. Den kan tilhøre en annen skole.",
    "invoices.no_lines": "Velg minst én linje.",
    "invoices.not_open":
      "Noe av dette kan ikke faktureres lenger. Det kan være fakturert eller strøket imens. Se over linjene.",
    "invoices.no_payer": "Betaleren er ikke kontakt for eleven. Velg en annen.",
    "invoices.is_issued": "Fakturaen er utstedt og kan ikke endres. Rett den med en kreditnota.",
    "invoices.is_draft": "Dette er et utkast. Utsted det først.",
    "invoices.is_credit_note": "En kreditnota kan ikke krediteres. Lag en ny faktura.",
    "invoices.is_credited": "Alt på fakturaen er kreditert fra før.",
    "invoices.line_credited": "En av linjene er kreditert imens. Se over linjene.",
    "invoices.no_line": "En av linjene står ikke på fakturaen. Se over linjene.",
    "invoices.charges_changed":
      "Det som står på utkastet, er endret siden. Lagre utkastet på nytt, så stemmer det.",
    "invoices.no_orgnr":
      "Skolen mangler organisasjonsnummer, og det må stå på en faktura. Skriv det inn under Skolen.",
    "invoices.no_account":
      "Skolen har ikke noe kontonummer, så betaleren vet ikke hvor pengene skal. Eieren skriver det inn i skolens innstillinger.",
    "invoices.too_much": "Fakturaen blir over en milliard kroner. Ta bort noen linjer.",
    "invoices.no_address":
      "Betaleren mangler adresse, og den må stå på en faktura. Skriv den inn på eleven eller kontakten.",
    "invoices.no_email":
      "Betaleren har ingen e-postadresse. Skriv den inn, eller skriv ut fakturaen.",
    "invoices.due_past": "Forfallet er før i dag. Velg en dag fra og med i dag.",
    "invoices.is_settled": "Fakturaen er gjort opp.",
    "invoices.no_credit": "Eleven har ingenting til gode.",
  },
  en: {
    "invoices.not_found": "We cannot find the invoice. It may belong to another school.",
    "invoices.no_lines": "Choose at least one line.",
    "invoices.not_open":
      "Some of this can no longer be invoiced. It may have been invoiced or let go of meanwhile. Look over the lines.",
    "invoices.no_payer": "The payer is no contact of the student. Choose another.",
    "invoices.is_issued":
      "The invoice is issued and cannot be changed. Put it right by a credit note.",
    "invoices.is_draft": "This is a draft. Issue it first.",
    "invoices.is_credit_note": "A credit note cannot be credited. Make a new invoice.",
    "invoices.is_credited": "Everything on the invoice has been credited already.",
    "invoices.line_credited": "One of the lines was credited meanwhile. Look over the lines.",
    "invoices.no_line": "One of the lines does not stand on the invoice. Look over the lines.",
    "invoices.charges_changed":
      "What stands on the draft has changed since. Save the draft again, and it will agree.",
    "invoices.no_orgnr":
      "The school has no organisation number, which an invoice must show. Write it in under The school.",
    "invoices.no_account":
      "The school has no bank account, so the payer would not know where to pay. The owner writes it in under the school's settings.",
    "invoices.too_much":
      "The invoice would be more than a thousand million kroner. Take away some lines.",
    "invoices.no_address":
      "The payer has no address, which an invoice must show. Write it in on the student or the contact.",
    "invoices.no_email": "The payer has no email address. Write it in, or print the invoice.",
    "invoices.due_past": "The invoice would be due before today. Choose a day from today on.",
    "invoices.is_settled": "The invoice is settled.",
    "invoices.no_credit": "The student has no credit.",
  },
};

export const flashes: Coded = {
  nb: {
    "invoices.drafted": "Utkastet er laget. Se over det og utsted det.",
    "invoices.draft_changed": "Utkastet er lagret.",
    "invoices.draft_removed": "Utkastet er slettet.",
    "invoices.issued": "Fakturaen er utstedt.",
    "invoices.credited": "Kreditnotaen er utstedt.",
    "invoices.mailed": "Fakturaen er på vei på e-post.",
    "invoices.credit_used": "Tilgodehavendet er brukt på fakturaen.",
  },
  en: {
    "invoices.drafted": "The draft is made. Look it over and issue it.",
    "invoices.draft_changed": "The draft is saved.",
    "invoices.draft_removed": "The draft is deleted.",
    "invoices.issued": "The invoice is issued.",
    "invoices.credited": "The credit note is issued.",
    "invoices.mailed": "The invoice is on its way by email.",
    "invoices.credit_used": "The credit is used on the invoice.",
  },
};

export const actions: Coded = {
  nb: {
    "invoices.drafted": "laget et utkast til faktura",
    "invoices.draft_changed": "endret et utkast til faktura",
    "invoices.draft_removed": "slettet et utkast til faktura",
    "invoices.issued": "utstedte en faktura",
    "invoices.credited": "utstedte en kreditnota",
    "invoices.mailed": "sendte en faktura på e-post",
    "invoices.credit_used": "betalte en faktura med tilgodehavende",
    "invoices.exported": "eksporterte fakturalisten",
  },
  en: {
    "invoices.drafted": "made a draft of an invoice",
    "invoices.draft_changed": "changed a draft of an invoice",
    "invoices.draft_removed": "deleted a draft of an invoice",
    "invoices.issued": "issued an invoice",
    "invoices.credited": "issued a credit note",
    "invoices.mailed": "sent an invoice by email",
    "invoices.credit_used": "paid an invoice with credit",
    "invoices.exported": "exported the list of invoices",
  },
};

export const sources: Coded = {
  nb: {
    "invoices.law_documents": "bokføringsforskriften kapittel 5",
    "invoices.school_facts": "det som er registrert",
  },
  en: {
    "invoices.law_documents": "the Norwegian bookkeeping regulation, chapter 5",
    "invoices.school_facts": "what is registered",
  },
};
