import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "messages.not_found": "Meldingene finnes ikke.",
    "messages.not_staff": "Du står ikke i ansattlisten med e-postadressen din.",
    "messages.not_staff_help": "Be kontoret eller faglig leder legge deg inn.",
    "messages.has_left": "Læreren har sluttet ved skolen.",
    "messages.has_left_help": "Skriv til læreren du har nå, eller ta kontakt med skolen.",
  },
  en: {
    "messages.not_found": "There are no such messages.",
    "messages.not_staff": "You are not on the staff list with your email address.",
    "messages.not_staff_help": "Ask the office or the academic leader to write you in.",
    "messages.has_left": "The instructor has left the school.",
    "messages.has_left_help": "Write to the instructor you have now, or contact the school.",
  },
};

export const flashes: Coded = {
  nb: { "messages.sent": "Meldingen er sendt." },
  en: { "messages.sent": "The message is sent." },
};

export const actions: Coded = {
  nb: { "messages.sent": "sendte en melding", "messages.read": "leste meldinger" },
  en: { "messages.sent": "sent a message", "messages.read": "read messages" },
};

export const sources: Coded = {
  nb: { "messages.school_record": "Skolens register" },
  en: { "messages.school_record": "The school’s register" },
};
