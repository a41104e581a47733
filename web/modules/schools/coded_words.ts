import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "schools.not_found": "Dette er ikke en skole. Bytt til skolen du vil se.",
    "schools.orgnr_taken":
      "En annen skole her har dette organisasjonsnummeret. Se etter skrivefeil.",
    "schools.class_off": "En av klassene er slått av. Se hvorfor nederst på siden.",
    "schools.no_account": "Kontonummeret stemmer ikke. Se etter skrivefeil i de elleve sifrene.",
    "schools.no_sender":
      "Bruk bokstavene a til z og tall, med minst én bokstav. Æ, ø og å kan ikke stå i en SMS-avsender.",
    "schools.numbers_given": "Numre opp til dette er allerede gitt ut. Velg et høyere nummer.",
    "schools.register_unknown":
      "Enhetsregisteret kjenner ikke nummeret. Se etter skrivefeil, eller fyll ut selv.",
    "schools.register_deleted":
      "Foretaket er slettet i Enhetsregisteret. Finn det nye nummeret, eller fyll ut selv.",
    "schools.register_unreachable":
      "Enhetsregisteret svarer ikke akkurat nå. Fyll ut selv, eller prøv igjen om litt.",
    "schools.register_limit":
      "Det er slått opp mange ganger på kort tid. Fyll ut selv, eller prøv igjen om noen minutter.",
    "branches.in_use": "Noen hører til avdelingen. Bekreft at den skal legges ned.",
    "schools.class_in_use": "Klassen er i bruk. Bekreft at dere slutter å tilby den.",
    "branches.not_found": "Vi finner ikke avdelingen. Den kan tilhøre en annen skole.",
    "branches.name_taken": "Skolen har allerede en avdeling med dette navnet.",
  },
  en: {
    "schools.not_found": "This is no school. Switch to the school you want to see.",
    "schools.orgnr_taken":
      "Another school here has this organisation number. Look for a typing error.",
    "schools.class_off": "One of the classes is switched off. See why at the bottom of the page.",
    "schools.no_account": "The account number is not right. Check its eleven digits.",
    "schools.no_sender":
      "Use the letters a to z and digits, with at least one letter. Æ, ø and å cannot stand as the sender of an SMS.",
    "schools.numbers_given":
      "Numbers up to this one have been given out already. Choose a higher number.",
    "schools.register_unknown":
      "The register does not know the number. Look for a typing error, or fill in yourself.",
    "schools.register_deleted":
      "The company is deleted in the register. Find the new number, or fill in yourself.",
    "schools.register_unreachable":
      "The register does not answer right now. Fill in yourself, or try again in a while.",
    "schools.register_limit":
      "There have been many look-ups in a short time. Fill in yourself, or try again in a few minutes.",
    "branches.in_use": "Some belong to the branch. Confirm that it is to be closed.",
    "schools.class_in_use": "The class is in use. Confirm that you stop offering it.",
    "branches.not_found": "We cannot find the branch. It may belong to another school.",
    "branches.name_taken": "The school already has a branch with this name.",
  },
};

export const flashes: Coded = {
  nb: {
    "schools.changed": "Opplysningene om skolen er lagret.",
    "schools.classes_changed": "Klassene er lagret.",
    "schools.setting_changed": "Innstillingen er lagret og gjelder fra nå.",
    "branches.opened": "Avdelingen er opprettet.",
    "branches.changed": "Avdelingen er lagret.",
    "branches.closed": "Avdelingen er lagt ned.",
    "branches.reopened": "Avdelingen er åpnet igjen.",
  },
  en: {
    "schools.changed": "The facts about the school are saved.",
    "schools.classes_changed": "The classes are saved.",
    "schools.setting_changed": "The setting is saved and holds from now.",
    "branches.opened": "The branch is created.",
    "branches.changed": "The branch is saved.",
    "branches.closed": "The branch is closed.",
    "branches.reopened": "The branch is open again.",
  },
};

export const actions: Coded = {
  nb: {
    "schools.changed": "Endret opplysninger om skolen",
    "schools.classes_changed": "Endret klassene skolen tilbyr",
    "schools.setting_changed": "Endret en innstilling",
    "branches.opened": "Opprettet avdeling",
    "branches.changed": "Endret avdeling",
    "branches.closed": "La ned avdeling",
    "branches.reopened": "Åpnet avdeling igjen",
  },
  en: {
    "schools.changed": "Changed facts about the school",
    "schools.classes_changed": "Changed the classes the school offers",
    "schools.setting_changed": "Changed a setting",
    "branches.opened": "Created a branch",
    "branches.changed": "Changed a branch",
    "branches.closed": "Closed a branch",
    "branches.reopened": "Opened a branch again",
  },
};
