import { type Locale, words } from "./view.ts";

const useSheetWords = words({
  nb: { page: "Side {n} av {of}" },
  en: { page: "Page {n} of {of}" },
});

/** What stands at the foot of a printed page; the numbers are put in when all pages are made. */
export const pageOf = (locale: Locale) => useSheetWords.of(locale)("page");
