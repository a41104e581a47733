import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "absences.not_found": "Vi finner ikke fraværet. Det kan tilhøre en annen skole.",
    "absences.hours_not_found": "Dagen følger alt arbeidsplanen.",
    "absences.no_employee": "Vi finner ikke den ansatte. Velg en i listen.",
    "absences.ends_first": "Slutten må komme etter starten.",
    "absences.too_long": "Et fravær kan vare i høyst 400 dager. Del det i flere.",
    "absences.long_ago": "Fravær kan registreres inntil 31 dager etter at det er over.",
    "absences.too_far": "Det er mer enn to år frem. Se etter skrivefeil i datoen.",
    "absences.called_off": "Fraværet er alt fjernet. Registrer et nytt.",
    "absences.nothing_chosen": "Velg hva som skal skje med minst én time.",
    "absences.past_day": "Dagen er over. Velg en som ikke har vært.",
    "absences.span_ends_first": "Slutten på arbeidstiden må komme etter starten.",
    "absences.spans_overlap": "De to arbeidstidene går over i hverandre.",
    "absences.hours_taken": "Dagen har alt annen arbeidstid. Fjern den først.",
    "absences.lessons_outside": "Timer er booket utenfor denne arbeidstiden.",
    "absences.lesson_outside": "{name} har time {at}.",
    "absences.ill_too_long": "Meld fra om høyst 31 dager. Er det lenger, ordner kontoret det.",
    "absences.not_staff": "Du står ikke i listen over ansatte.",
    "absences.not_staff_help": "Be kontoret om å legge deg til, eller ring dem.",
  },
  en: {
    "absences.not_found": "We cannot find the absence. It may belong to another school.",
    "absences.hours_not_found": "The day follows the working plan already.",
    "absences.no_employee": "We cannot find the employee. Choose one from the list.",
    "absences.ends_first": "The end must come after the beginning.",
    "absences.too_long": "An absence can last for 400 days at most. Split it.",
    "absences.long_ago": "Absence can be registered up to 31 days after it is over.",
    "absences.too_far": "That is more than two years ahead. Look for a typing error in the date.",
    "absences.called_off": "The absence is removed already. Register a new one.",
    "absences.nothing_chosen": "Choose what becomes of at least one lesson.",
    "absences.past_day": "That day has passed. Choose one that has not.",
    "absences.span_ends_first": "The working hours must end after they begin.",
    "absences.spans_overlap": "The two stretches of working hours overlap.",
    "absences.hours_taken": "The day has other working hours already. Remove them first.",
    "absences.lessons_outside": "Lessons are booked outside of these hours.",
    "absences.lesson_outside": "{name} has a lesson {at}.",
    "absences.ill_too_long": "Report 31 days at most. If it is longer, the office sees to it.",
    "absences.not_staff": "You are not on the list of employees.",
    "absences.not_staff_help": "Ask the office to add you, or call them.",
  },
};

export const flashes: Coded = {
  nb: {
    "absences.registered": "Fraværet er registrert.",
    "absences.reported": "Du er meldt borte, og kontoret har fått beskjed. God bedring.",
    "absences.changed": "Fraværet er endret.",
    "absences.called_off": "Fraværet er fjernet.",
    "absences.hours_set": "Arbeidstiden den dagen er endret.",
    "absences.hours_removed": "Dagen følger arbeidsplanen igjen.",
  },
  en: {
    "absences.registered": "The absence is registered.",
    "absences.reported": "You are reported away, and the office is told. Get well soon.",
    "absences.changed": "The absence is changed.",
    "absences.called_off": "The absence is removed.",
    "absences.hours_set": "The working hours of that day are changed.",
    "absences.hours_removed": "The day follows the working plan again.",
  },
};

export const actions: Coded = {
  nb: {
    "absences.registered": "registrerte fravær",
    "absences.changed": "endret fraværet",
    "absences.called_off": "fjernet fraværet",
    "absences.hours_set": "ga en dag annen arbeidstid",
    "absences.hours_removed": "lot dagen følge arbeidsplanen igjen",
  },
  en: {
    "absences.registered": "registered an absence",
    "absences.changed": "changed the absence",
    "absences.called_off": "removed the absence",
    "absences.hours_set": "gave a day other working hours",
    "absences.hours_removed": "let the day follow the working plan again",
  },
};
