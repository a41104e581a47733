import { words } from "#web/ui/view.ts";
import type { Coded } from "#web/words.ts";

/** The texts of guardians and payers. */
export const useWords = words({
  nb: {
    title: "Foresatte og betalere",
    add: "Legg til kontakt",
    add_title: "Foresatt eller betaler for {name}",
    existing: "Er personen her fra før?",
    existing_hint: "Søsken deler foresatt. Søk etter navn, telefon eller e-post.",
    search: "Søk etter kontakt",
    none_found: "Ingen kontakter passer. Legg inn en ny under.",
    choose: "Velg {name}",
    new: "Ny kontakt",
    name: "Navn",
    phone: "Telefon",
    email: "E-post",
    address: "Adresse",
    postalCode: "Postnummer",
    orgnr: "Organisasjonsnummer",
    orgnr_hint: "Bare når det er en bedrift som betaler.",
    roles: "Kontakten er",
    guardian: "Foresatt",
    payer: "Betaler",
    save: "Lagre",
    cancel: "Avbryt",
    edit: "Endre",
    edit_title: "Endre {name}",
    detach: "Fjern",
    detach_title: "Fjerne {name} fra eleven?",
    detach_text: "Kontakten blir i registeret og hos andre elever.",
    none: "Ingen foresatt eller betaler er lagt inn.",
    students: "Elever",
    no_students: "Ingen elever har denne kontakten nå.",
    students_title: "Elever",
  },
  en: {
    title: "Guardians and payers",
    add: "Add a contact",
    add_title: "Guardian or payer of {name}",
    existing: "Is the person here already?",
    existing_hint: "Siblings share a guardian. Search by name, telephone or email.",
    search: "Search for a contact",
    none_found: "No contacts fit. Add a new one below.",
    choose: "Choose {name}",
    new: "New contact",
    name: "Name",
    phone: "Telephone",
    email: "Email",
    address: "Address",
    postalCode: "Postal code",
    orgnr: "Organisation number",
    orgnr_hint: "Only when a company pays.",
    roles: "The contact is",
    guardian: "Guardian",
    payer: "Payer",
    save: "Save",
    cancel: "Cancel",
    edit: "Edit",
    edit_title: "Edit {name}",
    detach: "Remove",
    detach_title: "Remove {name} from the student?",
    detach_text: "The contact stays in the register and with other students.",
    none: "No guardian or payer is added.",
    students: "Students",
    no_students: "No students have this contact now.",
    students_title: "Students",
  },
});

export const problems: Coded = {
  nb: {
    "contacts.not_found": "Vi finner ikke kontakten. Den kan tilhøre en annen skole.",
    "contacts.role_wanted": "Kryss av om det er en foresatt, en betaler, eller begge deler.",
  },
  en: {
    "contacts.not_found": "We cannot find the contact. It may belong to another school.",
    "contacts.role_wanted": "Tick whether it is a guardian, a payer, or both.",
  },
};

export const flashes: Coded = {
  nb: {
    "contacts.added": "Kontakten er lagt til.",
    "contacts.linked": "Kontakten er knyttet til eleven.",
    "contacts.detached": "Kontakten er fjernet fra eleven.",
    "contacts.changed": "Kontakten er endret.",
  },
  en: {
    "contacts.added": "The contact is added.",
    "contacts.linked": "The contact is tied to the student.",
    "contacts.detached": "The contact is removed from the student.",
    "contacts.changed": "The contact is changed.",
  },
};

export const actions: Coded = {
  nb: {
    "contacts.added": "La til kontakt",
    "contacts.linked": "Knyttet kontakt til eleven",
    "contacts.detached": "Fjernet kontakt fra eleven",
    "contacts.changed": "Endret en kontakt",
  },
  en: {
    "contacts.added": "Added a contact",
    "contacts.linked": "Tied a contact to the student",
    "contacts.detached": "Removed a contact from the student",
    "contacts.changed": "Changed a contact",
  },
};
