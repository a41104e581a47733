import { words } from "#web/ui/view.ts";

export const useWords = words({
  nb: {
    title: "Hvem har sett hva",
    lead: "Hver gang noen viser et fødselsnummer, laster ned en liste eller tar ut alt om en elev, står det her. Det kan ikke endres eller slettes.",
    kind: "Hva slags",
    national_id: "Fødselsnummer",
    copy: "Alt om en elev",
    list: "Lister",
    from: "Fra",
    to: "Til og med",
    show: "Vis",
    at: "Tidspunkt",
    who: "Hvem",
    what: "Hva",
    whose: "Elev",
    network: "Nettverk",
    system: "Systemet",
    empty: "Ingen har sett noe av dette",
    own_title: "Hvem har sett opplysningene dine",
    own_lead:
      "Her står det når noen ved skolen har vist fødselsnummeret ditt eller tatt ut alt om deg. Lister over mange elever står i skolens egen oversikt.",
    own_empty: "Ingen har sett noe av dette",
    own_empty_text: "Når noen gjør det, står det her.",
    me: "Min side",
  },
  en: {
    title: "Who has seen what",
    lead: "Whenever somebody shows a national id, downloads a list or takes out everything about a student, it stands here. It cannot be changed or removed.",
    kind: "What kind",
    national_id: "National ids",
    copy: "Everything about a student",
    list: "Lists",
    from: "From",
    to: "To",
    show: "Show",
    at: "When",
    who: "Who",
    what: "What",
    whose: "Student",
    network: "Network",
    system: "The system",
    empty: "Nobody has seen any of this",
    own_title: "Who has seen your data",
    own_lead:
      "It stands here when somebody at the school has shown your national id or taken out everything about you. Lists of many students stand in the school's own log.",
    own_empty: "Nobody has seen any of this",
    own_empty_text: "When somebody does, it stands here.",
    me: "My page",
  },
});

/** What stands in the downloaded file. */
export const fileWords = {
  nb: {
    fileName: "hvem-har-sett-hva",
    columns: ["Tidspunkt (UTC)", "Hvem", "Hva", "Elev", "Nettverk"],
  },
  en: {
    fileName: "who-has-seen-what",
    columns: ["When (UTC)", "Who", "What", "Student", "Network"],
  },
} as const;
