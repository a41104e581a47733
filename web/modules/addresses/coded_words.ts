import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "addresses.not_found": "Adressen står ikke i listen lenger.",
    "addresses.no_role": "Velg minst én rolle.",
    "addresses.not_a_range":
      "Dette er ingen adresse. Skriv for eksempel 192.0.2.7, 192.0.2.0/24 eller 2001:db8::/48.",
    "addresses.too_wide": "Området er så stort at det ikke kan være meningen. Velg et mindre.",
    "addresses.listed_already":
      "Nettverket står i listen alt. Fjern det først, om rollene er feil.",
    "addresses.blocked_already": "Adressen er sperret alt. Opphev sperren først, om den er feil.",
    "addresses.full": "Listen er full. Fjern noe som ikke trengs lenger.",
    "addresses.own_outside": "Da ville du stengt deg selv ute: du kommer fra {address}.",
    "addresses.own_outside_help": "Før opp adressen din for dine egne roller først.",
    "addresses.own_blocked": "Du kommer selv fra {address}, som ligger i området.",
    "addresses.own_blocked_help": "Velg et område som du ikke sitter i.",
    "addresses.outside": "Rollen din gjelder ikke fra nettverket du er på nå ({address}).",
    "addresses.outside_help":
      "Bruk skolens nettverk, eller be en som eier skolen, om å tillate adressen {address}.",
    "addresses.blocked": "Skolen har sperret adressen du kommer fra ({address}).",
    "addresses.blocked_help":
      "Bruk et annet nettverk, eller be en som eier skolen, om å oppheve sperren.",
    "addresses.barred": "Adressen du kommer fra ({address}), er sperret.",
    "addresses.barred_help":
      "Bruk et annet nettverk. Mener du at sperren er feil, ringer du trafikkskolen og oppgir referansen under.",
    "addresses.not_outside": "Ingen liste stenger deg ute her.",
    "addresses.wrong_code": "Koden er feil eller brukt. Det må være en gjenopprettingskode.",
  },
  en: {
    "addresses.not_found": "The address is not in the list any more.",
    "addresses.no_role": "Choose one role at least.",
    "addresses.not_a_range":
      "This is no address. Write for example 192.0.2.7, 192.0.2.0/24 or 2001:db8::/48.",
    "addresses.too_wide": "The range is so wide that it cannot be meant. Choose a smaller one.",
    "addresses.listed_already":
      "The network is in the list already. Remove it first if its roles are wrong.",
    "addresses.blocked_already":
      "The address is blocked already. Lift the block first if it is wrong.",
    "addresses.full": "The list is full. Remove what is not needed any more.",
    "addresses.own_outside": "That would shut you out yourself: you come from {address}.",
    "addresses.own_outside_help": "List your address for your own roles first.",
    "addresses.own_blocked": "You come from {address} yourself, which is in the range.",
    "addresses.own_blocked_help": "Choose a range that you do not sit in.",
    "addresses.outside": "Your role does not count from the network you are on now ({address}).",
    "addresses.outside_help":
      "Use the school's network, or ask someone who owns the school to allow the address {address}.",
    "addresses.blocked": "The school has blocked the address you come from ({address}).",
    "addresses.blocked_help":
      "Use another network, or ask someone who owns the school to lift the block.",
    "addresses.barred": "The address you come from ({address}) is blocked.",
    "addresses.barred_help":
      "Use another network. If you think that the block is wrong, call the driving school and tell the reference below.",
    "addresses.not_outside": "No list shuts you out here.",
    "addresses.wrong_code": "The code is wrong or used. It must be a recovery code.",
  },
};

export const flashes: Coded = {
  nb: {
    "addresses.allowed": "Nettverket er tillatt.",
    "addresses.disallowed": "Nettverket er fjernet.",
    "addresses.blocked": "Adressen er sperret.",
    "addresses.unblocked": "Sperren er opphevet.",
    "addresses.opened": "Du slipper inn i en time. Rett listen før tiden er ute.",
    "addresses.opened_for_owners": "Eierne slipper inn i en time, og har fått e-post.",
  },
  en: {
    "addresses.allowed": "The network is allowed.",
    "addresses.disallowed": "The network is removed.",
    "addresses.blocked": "The address is blocked.",
    "addresses.unblocked": "The block is lifted.",
    "addresses.opened": "You get in for an hour. Mend the list before it is over.",
    "addresses.opened_for_owners": "The owners get in for an hour, and have been told by mail.",
  },
};

export const actions: Coded = {
  nb: {
    "addresses.allowed": "Tillot et nettverk",
    "addresses.disallowed": "Fjernet et tillatt nettverk",
    "addresses.blocked": "Sperret en adresse",
    "addresses.unblocked": "Opphevet en sperre",
    "addresses.opened": "Satte listene over nettverk til side i en time",
    "addresses.opening_refused": "Skrev feil kode for å komme forbi listen over nettverk",
  },
  en: {
    "addresses.allowed": "Allowed a network",
    "addresses.disallowed": "Removed an allowed network",
    "addresses.blocked": "Blocked an address",
    "addresses.unblocked": "Lifted a block",
    "addresses.opened": "Set the lists of networks aside for an hour",
    "addresses.opening_refused": "Wrote a wrong code to get past the list of networks",
  },
};

export const sources: Coded = {
  nb: {
    "addresses.list": "Listen over nettverk",
    "addresses.own": "Ingen kan stenge seg selv ute",
  },
  en: {
    "addresses.list": "The list of networks",
    "addresses.own": "Nobody can shut herself out",
  },
};
