import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "invoices.no_lines": "Velg minst én linje som skal være med.",
  },
  en: {
    "invoices.no_lines": "Choose at least one line to take along.",
  },
};
