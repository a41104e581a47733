import { words } from "#web/ui/view.ts";
import type { Coded } from "#web/words.ts";

export const useWords = words({
  nb: {
    title: "Alle skoler",
    opening: "Slipp eierne inn",
    visit: "Be om støttebesøk",
    lead: "Skolene som bruker systemet. Hva som er i dem, ser bare de selv.",
    search: "Søk etter navn eller organisasjonsnummer",
    add: "Ny skole",
    add_title: "Ny skole",
    add_lead: "Eieren får en e-post med en lenke og setter opp resten selv.",
    empty: "Ingen skoler her",
    empty_text: "Søk etter noe annet, eller opprett den første.",
    school: "Skolen",
    owner: "Eieren",
    owners: "Eiere",
    no_owner: "Ingen har tatt imot invitasjonen ennå.",
    name: "Navn",
    orgnr: "Organisasjonsnummer",
    slug: "Kortnavn",
    slug_hint: "Små bokstaver, tall og bindestrek. Står det tomt, lages det av navnet.",
    ownerName: "Eierens navn",
    ownerEmail: "Eierens e-post",
    town: "Sted",
    created: "Opprettet",
    look_up: "Hent fra Brønnøysund",
    save: "Opprett og inviter",
    cancel: "Avbryt",
    invited: "Invitert",
    invited_at: "Invitert",
    invite_title: "Inviter en eier",
    invite_hint: "Er adressen invitert fra før, får den en ny lenke, og den gamle slutter å virke.",
    invite: "Send invitasjon",
    email: "E-post",
    since: "Siden",
  },
  en: {
    title: "All schools",
    opening: "Let the owners in",
    visit: "Ask for a support visit",
    lead: "The schools that use the system. What is in them, only they see.",
    search: "Search by name or organisation number",
    add: "New school",
    add_title: "New school",
    add_lead: "The owner gets an email with a link and sets up the rest.",
    empty: "No schools here",
    empty_text: "Search for something else, or create the first.",
    school: "The school",
    owner: "The owner",
    owners: "Owners",
    no_owner: "Nobody has accepted the invitation yet.",
    name: "Name",
    orgnr: "Organisation number",
    slug: "Short name",
    slug_hint: "Small letters, digits and hyphens. If left empty, it is made of the name.",
    ownerName: "The owner's name",
    ownerEmail: "The owner's email",
    town: "Town",
    created: "Created",
    look_up: "Fetch from Brønnøysund",
    save: "Create and invite",
    cancel: "Cancel",
    invited: "Invited",
    invited_at: "Invited",
    invite_title: "Invite an owner",
    invite_hint:
      "If the address has been invited already, it gets a new link and the old one stops working.",
    invite: "Send invitation",
    email: "Email",
    since: "Since",
  },
});

export const problems: Coded = {
  nb: {
    "platform.not_found": "Vi finner ikke skolen.",
    "platform.slug_taken": "En annen skole har dette kortnavnet. Velg et annet.",
    "platform.own_people":
      "Adressen hører til en som drifter systemet. Den som drifter, kan ikke også eie en skole.",
    "platform.slug_format":
      "Bruk små bokstaver a–z, tall og bindestrek, for eksempel asen-kjoreskole.",
  },
  en: {
    "platform.not_found": "We cannot find the school.",
    "platform.slug_taken": "Another school has this short name. Choose another.",
    "platform.own_people":
      "The address belongs to somebody who runs the system, who cannot own a school as well.",
    "platform.slug_format": "Use small letters a–z, digits and hyphens, for example asen-driving.",
  },
};

export const flashes: Coded = {
  nb: {
    "platform.school_founded": "Skolen er opprettet, og eieren har fått en invitasjon.",
    "platform.owner_invited": "Invitasjonen er sendt.",
  },
  en: {
    "platform.school_founded": "The school is created, and the owner has been invited.",
    "platform.owner_invited": "The invitation is sent.",
  },
};

export const actions: Coded = {
  nb: { "platform.school_founded": "Opprettet skolen" },
  en: { "platform.school_founded": "Created the school" },
};
