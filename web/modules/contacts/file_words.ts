import type { Locale } from "#web/ui/view.ts";
import type { ContactRole } from "#worker/modules/contacts/input.ts";

type FileWords = {
  fileName: string;
  columns: readonly string[];
  role: Record<ContactRole, string>;
};

/** The texts of the file that holds guardians and payers. The columns stand in the file's order. */
export const contactFileWords: Record<Locale, FileWords> = {
  nb: {
    fileName: "kontakter",
    columns: [
      "Navn",
      "Rolle",
      "Elever",
      "Telefon",
      "E-post",
      "Adresse",
      "Postnummer",
      "Poststed",
      "Organisasjonsnummer",
    ],
    role: { guardian: "Foresatt", payer: "Betaler" },
  },
  en: {
    fileName: "contacts",
    columns: [
      "Name",
      "Role",
      "Students",
      "Telephone",
      "Email",
      "Address",
      "Postal code",
      "Town",
      "Organisation number",
    ],
    role: { guardian: "Guardian", payer: "Payer" },
  },
};
