import { words } from "#web/ui/view.ts";
import type { Coded } from "#web/words.ts";

export const useServiceWords = words({
  nb: {
    title: "Vedlikehold",
    lead: "Stopp all skriving, eller steng systemet, mens du gjør noe som ikke tåler endringer. Det gjelder overalt innen fem sekunder.",
    now: "Nå",
    mode: "Hva folk kan gjøre",
    mode_normal: "Alt som vanlig",
    mode_normal_hint: "Ingen beskjed vises.",
    mode_read_only: "Bare lese",
    mode_read_only_hint:
      "Alle kan logge inn og se alt. Den som prøver å lagre, får vite hvorfor det ikke går, og beholder det hun har skrevet.",
    mode_maintenance: "Stengt",
    mode_maintenance_hint: "Bare de som drifter systemet, slipper inn. Alle andre ser beskjeden.",
    messages: "Beskjeden",
    messages_hint:
      "Si hva som skjer, og hva det betyr for den som leser. Begge språk må fylles ut.",
    messageNb: "På bokmål",
    messageEn: "På engelsk",
    end: "Ventes å være ferdig",
    end_hint: "Ingenting slås på igjen av seg selv: det gjør du her.",
    untilDay: "Dag",
    untilTime: "Klokkeslett",
    save: "Lagre",
    background:
      "Det systemet gjør av seg selv, som å sende e-post, forsegle loggen og ta sikkerhetskopi, går videre. Driftssidene kan brukes som vanlig.",
    held_read_only: "Ikke lagret",
    held_maintenance: "Stengt for vedlikehold",
    kept: "Det du skrev, er tatt vare på. Vis skjemaet igjen, og lagre når det er over.",
    file: "Filen du valgte, må velges på nytt.",
    show: "Vis skjemaet igjen",
    back: "Tilbake",
    retry: "Prøv igjen",
    banner: "Beskjed om driften",
    banner_read_only: "Nå kan systemet bare leses, og ingenting kan lagres.",
    banner_maintenance: "Systemet er stengt for vedlikehold.",
    banner_until: "Ventes å være ferdig {until}.",
    banner_late: "Det skulle vært ferdig {until}, men tar lengre tid.",
  },
  en: {
    title: "Maintenance",
    lead: "Stop all writing, or close the system, while you do something that bears no changes. It holds everywhere within five seconds.",
    now: "Now",
    mode: "What people can do",
    mode_normal: "Everything as usual",
    mode_normal_hint: "No message is shown.",
    mode_read_only: "Read only",
    mode_read_only_hint:
      "Everybody can sign in and see everything. Whoever tries to save is told why that does not work, and keeps what she has written.",
    mode_maintenance: "Closed",
    mode_maintenance_hint:
      "Only those who operate the system come in. Everybody else sees the message.",
    messages: "The message",
    messages_hint: "Say what happens, and what it means to the reader. Both languages are needed.",
    messageNb: "In Norwegian",
    messageEn: "In English",
    end: "Expected to end",
    end_hint: "Nothing comes back by itself: you do that here.",
    untilDay: "Day",
    untilTime: "Time",
    save: "Save",
    background:
      "What the system does by itself, such as sending mail, sealing the log and making backups, goes on. The pages of operations work as usual.",
    held_read_only: "Not saved",
    held_maintenance: "Closed for maintenance",
    kept: "What you wrote is kept. Show the form again, and save when it is over.",
    file: "The file that you chose must be chosen again.",
    show: "Show the form again",
    back: "Back",
    retry: "Try again",
    banner: "Message about the service",
    banner_read_only: "The system can only be read now, and nothing can be saved.",
    banner_maintenance: "The system is closed for maintenance.",
    banner_until: "Expected to end {until}.",
    banner_late: "It should have ended {until}, but takes longer.",
  },
});

export const problems: Coded = {
  nb: {
    "operations.read_only": "Nå kan systemet bare leses, og ingenting ble lagret. {message}",
    "operations.read_only_until":
      "Systemet kan bare leses til {until}, og ingenting ble lagret. {message}",
    "operations.maintenance": "Systemet er stengt for vedlikehold. {message}",
    "operations.maintenance_until": "Systemet er stengt for vedlikehold til {until}. {message}",
    "operations.until_past": "Velg et tidspunkt som ikke er passert.",
  },
  en: {
    "operations.read_only": "The system can only be read now, and nothing was saved. {message}",
    "operations.read_only_until":
      "The system can only be read until {until}, and nothing was saved. {message}",
    "operations.maintenance": "The system is closed for maintenance. {message}",
    "operations.maintenance_until": "The system is closed for maintenance until {until}. {message}",
    "operations.until_past": "Choose a time that has not passed.",
  },
};

export const flashes: Coded = {
  nb: { "operations.mode_set": "Lagret. Det gjelder overalt innen fem sekunder." },
  en: { "operations.mode_set": "Saved. It holds everywhere within five seconds." },
};

export const actions: Coded = {
  nb: { "operations.mode_set": "Endret hva folk kan gjøre" },
  en: { "operations.mode_set": "Changed what people can do" },
};

export const sources: Coded = {
  nb: { "operations.switch": "de som drifter systemet" },
  en: { "operations.switch": "those who operate the system" },
};
