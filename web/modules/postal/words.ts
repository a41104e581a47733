import { words } from "#web/ui/view.ts";
import type { Coded } from "#web/words.ts";

export const useWords = words({
  nb: {
    label: "Postnummer",
    unknown: "Postnummeret finnes ikke i registeret.",
  },
  en: {
    label: "Postal code",
    unknown: "The register has no such postal code.",
  },
});

export const problems: Coded = {
  nb: {
    "postal.format": "Et postnummer har fire siffer, for eksempel 0150.",
    "postal.unknown": "Postnummeret finnes ikke. Se etter om to siffer er byttet om.",
    "postal.not_found": "Postnummeret finnes ikke i registeret.",
  },
  en: {
    "postal.format": "A postal code has four digits, for example 0150.",
    "postal.unknown": "There is no such postal code. Look for two digits that changed places.",
    "postal.not_found": "The register has no such postal code.",
  },
};
