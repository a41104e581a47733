import { words } from "#web/ui/view.ts";
import type { Coded } from "#web/words.ts";

export const useWords = words({
  nb: {
    title: "Søk",
    lead: "Elever, kontakter, ansatte og kjøretøy: navn, telefon, elevnummer, e-post eller skilt.",
    label: "Søk i skolen",
    none: "Ingen treff på «{q}»",
    none_text: "Prøv begynnelsen av et navn, et telefonnummer eller et skilt.",
    student: "Elever",
    contact: "Kontakter",
    employee: "Ansatte",
    vehicle: "Kjøretøy",
    more: "Se alle",
    by_national_id: "Finn med fødselsnummer",
    palette: "Søk eller gå til en side",
    palette_hint: "Pil opp og ned velger, Enter åpner, Esc lukker.",
    palette_results: "Treff",
    pages: "Sider",
    all: "Søk etter «{q}» på søkesiden",
    count: "{n} treff",
    short: "Skriv minst to bokstaver eller tall.",
    failed: "Søket svarer ikke. Trykk Enter for å søke på søkesiden.",
    waiting: "venter",
    finished: "ferdig",
    quit: "sluttet",
    left: "har sluttet",
    retired: "ute av bruk",
  },
  en: {
    title: "Search",
    lead: "Students, contacts, staff and vehicles: name, telephone, student number, email or plate.",
    label: "Search the school",
    none: "Nothing found for “{q}”",
    none_text: "Try the beginning of a name, a telephone number or a plate.",
    student: "Students",
    contact: "Contacts",
    employee: "Staff",
    vehicle: "Vehicles",
    more: "See all",
    by_national_id: "Find by national id",
    palette: "Search, or go to a page",
    palette_hint: "Arrows choose, Enter opens, Esc closes.",
    palette_results: "Results",
    pages: "Pages",
    all: "Search for “{q}” on the search page",
    count: "{n} results",
    short: "Type at least two letters or digits.",
    failed: "The search does not answer. Press Enter to search on the search page.",
    waiting: "waiting",
    finished: "finished",
    quit: "quit",
    left: "has left",
    retired: "out of use",
  },
});

export const problems: Coded = {
  nb: {
    "search.national_id":
      "Fødselsnummer kan ikke søkes opp her, for da blir det stående i adressen. Bruk søket på elevsiden.",
  },
  en: {
    "search.national_id":
      "National ids cannot be searched for here, since they would stay in the address. Use the search of the students' page.",
  },
};
