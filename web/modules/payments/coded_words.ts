import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "payments.not_found": "Vi finner ikke betalingen. Den kan tilhøre en annen skole.",
    "payments.future": "Dagen er ikke kommet ennå. Skriv dagen pengene kom.",
    "payments.long_ago": "Dagen er mer enn tre år siden. Se over årstallet.",
    "payments.no_invoice": "Fakturaen er ikke åpen hos denne eleven. Se over fordelingen.",
    "payments.over_allocated": "Det er mer enn det som gjenstår på fakturaen. Se over fordelingen.",
    "payments.parts_too_much": "Fordelingen er større enn beløpet som kom. Se over fordelingen.",
    "payments.part_twice": "En faktura står to ganger i fordelingen.",
    "payments.is_reversed": "Betalingen ble tilbakeført {on}.",
  },
  en: {
    "payments.not_found": "We cannot find the payment. It may belong to another school.",
    "payments.future": "That day has not come yet. Write the day the money came.",
    "payments.long_ago": "That day is more than three years ago. Look over the year.",
    "payments.no_invoice": "The invoice is not open for this student. Look over the parts.",
    "payments.over_allocated": "That is more than is left of the invoice. Look over the parts.",
    "payments.parts_too_much": "The parts are more than the amount that came. Look over the parts.",
    "payments.part_twice": "An invoice stands twice among the parts.",
    "payments.is_reversed": "The payment was reversed {on}.",
  },
};

export const flashes: Coded = {
  nb: {
    "payments.registered": "Betalingen er registrert.",
    "payments.reversed": "Betalingen er tilbakeført.",
  },
  en: {
    "payments.registered": "The payment is registered.",
    "payments.reversed": "The payment is reversed.",
  },
};

export const actions: Coded = {
  nb: {
    "payments.registered": "registrerte en betaling",
    "payments.reversed": "tilbakeførte en betaling",
    "payments.exported": "eksporterte betalingslisten",
    "ledger.journal_exported": "eksporterte journalen",
    "ledger.balance_exported": "eksporterte saldobalansen",
  },
  en: {
    "payments.registered": "registered a payment",
    "payments.reversed": "reversed a payment",
    "payments.exported": "exported the list of payments",
    "ledger.journal_exported": "exported the journal",
    "ledger.balance_exported": "exported the trial balance",
  },
};

export const sources: Coded = {
  nb: { "payments.law_books": "bokføringsloven § 9" },
  en: { "payments.law_books": "the Norwegian bookkeeping act, section 9" },
};
