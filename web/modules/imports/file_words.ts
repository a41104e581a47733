import type { Locale } from "#web/ui/view.ts";

type Headings = Record<"wholeRow" | "refused" | "repaired" | "fileName", string> & {
  columns: readonly string[];
};

/** The words of the list of findings as a file. */
export const headings: Record<Locale, Headings> = {
  nb: {
    columns: ["Rad", "Kolonne", "Hva", "Følge", "Sto i filen", "Elev"],
    wholeRow: "Hele raden",
    refused: "Utelatt",
    repaired: "Rettet",
    fileName: "import-funn",
  },
  en: {
    columns: ["Row", "Column", "What", "Result", "Stood in the file", "Student"],
    wholeRow: "The whole row",
    refused: "Left out",
    repaired: "Corrected",
    fileName: "import-findings",
  },
};
