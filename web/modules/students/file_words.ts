import type { Locale } from "#web/ui/view.ts";
import type { Status } from "#worker/modules/students/input.ts";

type FileWords = {
  fileName: string;
  columns: readonly string[];
  status: Record<Status, string>;
  automatic: string;
};

/** The texts of the file that holds the register. The columns stand in the order of the file. */
export const fileWords: Record<Locale, FileWords> = {
  nb: {
    fileName: "elever",
    columns: [
      "Elevnummer",
      "Etternavn",
      "Fornavn",
      "Fødselsdato",
      "Status",
      "Klasser",
      "Lærer",
      "Avdeling",
      "Telefon",
      "E-post",
      "Adresse",
      "Postnummer",
      "Poststed",
      "Startdato",
    ],
    status: { waiting: "Venter", active: "Aktiv", finished: "Ferdig", quit: "Sluttet" },
    automatic: "automat",
  },
  en: {
    fileName: "students",
    columns: [
      "Student number",
      "Last name",
      "First name",
      "Date of birth",
      "Status",
      "Classes",
      "Instructor",
      "Branch",
      "Telephone",
      "Email",
      "Address",
      "Postal code",
      "Town",
      "Start date",
    ],
    status: { waiting: "Waiting", active: "Active", finished: "Finished", quit: "Quit" },
    automatic: "automatic",
  },
};
