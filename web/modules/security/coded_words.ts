import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "security.not_found": "Vi finner ikke hendelsen.",
    "security.nobody": "Hendelsen gjelder ingen bestemt person.",
  },
  en: {
    "security.not_found": "We cannot find the event.",
    "security.nobody": "The event is about no person in particular.",
  },
};

export const flashes: Coded = {
  nb: {
    "security.dismissed": "Hendelsen er avklart.",
    "security.sessions_ended": "Personen er logget ut overalt.",
    "security.proof_demanded": "Personen må bekrefte hvem hun er før hun kan gå videre.",
    "security.rules_changed": "Reglene er lagret.",
  },
  en: {
    "security.dismissed": "The event is settled.",
    "security.sessions_ended": "The person is signed out everywhere.",
    "security.proof_demanded": "The person must prove who she is before she can go on.",
    "security.rules_changed": "The rules are saved.",
  },
};

export const actions: Coded = {
  nb: {
    "security.dismissed": "Avklarte uten tiltak",
    "security.sessions_ended": "Logget personen ut overalt",
    "security.proof_demanded": "Krevde ny bekreftelse",
    "security.rules_changed": "Endret sikkerhetsreglene",
    "security.purged": "Slettet gamle sikkerhetshendelser",
  },
  en: {
    "security.dismissed": "Settled it without measures",
    "security.sessions_ended": "Signed the person out everywhere",
    "security.proof_demanded": "Demanded a new proof",
    "security.rules_changed": "Changed the security rules",
    "security.purged": "Deleted old security events",
  },
};
