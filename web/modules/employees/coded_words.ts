import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "employees.not_found": "Vi finner ikke den ansatte. Navnet kan høre til en annen skole.",
    "employees.email_taken":
      "En annen ansatt har denne e-postadressen. Hver ansatt må ha sin egen.",
    "employees.no_branch": "Avdelingen finnes ikke eller er lagt ned. Velg en annen.",
    "employees.left":
      "Siste arbeidsdag var {on}. Ta den ansatte tilbake, eller velg en annen lærer.",
    "employees.left_before_start":
      "Siste arbeidsdag kan ikke være før ansettelsen {on}. Rett en av datoene.",
    "employees.works_here": "Den ansatte jobber her allerede.",
    "employees.not_started":
      "Læreren begynner først {on}. Velg en senere dag eller en annen lærer.",
    "employees.does_not_teach":
      "Den ansatte er ikke satt opp som lærer. Huk av for «Underviser elever», eller velg en annen.",
    "employees.not_approved":
      "Ingen godkjenning for klasse {class} er skrevet inn. Legg den til, eller velg en annen lærer.",
    "employees.approval_later":
      "Godkjenningen for klasse {class} gjelder først fra {on}. Velg en senere dag eller en annen lærer.",
    "employees.approval_ended":
      "Godkjenningen for klasse {class} gikk ut {on}. Forny den, eller velg en annen lærer.",
    "employees.approval_order": "Siste dag må være samme dag som første, eller senere.",
    "employees.no_approval": "Klassen er ikke blant godkjenningene. Last siden på nytt.",
    "employees.hours_format": "Skriv tider slik: 08:00–12:00, 12:30–16:00. Komma mellom hver økt.",
    "employees.hours_order": "En økt må slutte etter at den begynner, samme dag.",
    "employees.hours_overlap": "To økter går over hverandre. Rett tidene så de ikke overlapper.",
  },
  en: {
    "employees.not_found": "We cannot find the employee, who may belong to another school.",
    "employees.email_taken": "Another employee has this email address. Each must have their own.",
    "employees.no_branch": "The branch does not exist or is closed. Choose another.",
    "employees.left":
      "The last day of work was {on}. Take the employee back, or choose another instructor.",
    "employees.left_before_start":
      "The last day of work cannot be before the employment {on}. Correct one of the dates.",
    "employees.works_here": "The employee works here already.",
    "employees.not_started":
      "The instructor begins on {on}. Choose a later day or another instructor.",
    "employees.does_not_teach":
      "The employee is not set up as an instructor. Tick “Teaches students”, or choose another.",
    "employees.not_approved":
      "No approval for class {class} is written in. Add it, or choose another instructor.",
    "employees.approval_later":
      "The approval for class {class} holds from {on}. Choose a later day or another instructor.",
    "employees.approval_ended":
      "The approval for class {class} ended {on}. Renew it, or choose another instructor.",
    "employees.approval_order": "The last day must be the first day or later.",
    "employees.no_approval": "The class is not among the approvals. Reload the page.",
    "employees.hours_format": "Write times like this: 08:00–12:00, 12:30–16:00. Commas in between.",
    "employees.hours_order": "A span must end after it begins, on the same day.",
    "employees.hours_overlap": "Two spans cover each other. Correct the times.",
  },
};

export const flashes: Coded = {
  nb: {
    "employees.hired": "Den ansatte er registrert.",
    "employees.changed": "Den ansatte er endret.",
    "employees.left": "Siste arbeidsdag er satt.",
    "employees.returned": "Den ansatte jobber her igjen.",
    "employees.approved": "Klassen er lagret.",
    "employees.approval_removed": "Klassen er fjernet.",
    "employees.week_planned": "Arbeidsuken er lagret.",
  },
  en: {
    "employees.hired": "The employee is registered.",
    "employees.changed": "The employee is changed.",
    "employees.left": "The last day of work is set.",
    "employees.returned": "The employee works here again.",
    "employees.approved": "The class is saved.",
    "employees.approval_removed": "The class is removed.",
    "employees.week_planned": "The working week is saved.",
  },
};

export const actions: Coded = {
  nb: {
    "employees.hired": "registrerte den ansatte",
    "employees.changed": "endret den ansatte",
    "employees.left": "satte siste arbeidsdag",
    "employees.returned": "tok den ansatte tilbake",
    "employees.approved": "skrev inn en godkjent klasse",
    "employees.approval_removed": "fjernet en godkjent klasse",
    "employees.week_planned": "la arbeidsuken",
  },
  en: {
    "employees.hired": "registered the employee",
    "employees.changed": "changed the employee",
    "employees.left": "set the last day of work",
    "employees.returned": "took the employee back",
    "employees.approved": "wrote in an approved class",
    "employees.approval_removed": "removed an approved class",
    "employees.week_planned": "planned the working week",
  },
};

export const sources: Coded = {
  nb: {
    "employees.law_approval": "Trafikkopplæringsforskriften, krav om godkjent trafikklærer",
    "employees.school_record": "Skolens ansattregister",
  },
  en: {
    "employees.law_approval": "Traffic training regulation, the demand for an approved instructor",
    "employees.school_record": "The school's staff register",
  },
};
