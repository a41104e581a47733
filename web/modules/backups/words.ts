import { words } from "#web/ui/view.ts";
import type { Coded } from "#web/words.ts";

export const useWords = words({
  nb: {
    title: "Sikkerhetskopier",
    lead: "Hver natt kopieres alle tabeller, krypteres og leses tilbake før kopien teller.",
    run: "Ta sikkerhetskopi nå",
    running: "En sikkerhetskopi er i gang. Last siden på nytt for å se hvor langt den er kommet.",
    reading_tables: "Tabeller som er lest",
    checking_parts: "Deler som er kontrollert",
    proof: "Siste øvelse",
    proof_hint:
      "En øvelse gjenoppretter den nyeste kopien i en egen database og sammenligner den rad for rad.",
    no_proof:
      "Ingen øvelse er gjort ennå. Kjør npm run production:restore -- --drill --remote --origin https://adressen.",
    proof_at: "Når",
    proof_rows: "Rader",
    proof_seconds: "Sekunder",
    proof_result: "Resultat",
    equal: "Lik, og alle henvisninger stemmer",
    not_equal: "Ikke lik",
    list: "Kopiene",
    empty: "Ingen sikkerhetskopier ennå",
    empty_text: "Den første tas i natt, eller nå.",
    started: "Startet",
    kind: "Type",
    kind_daily: "Daglig",
    kind_monthly: "Månedlig",
    state: "Tilstand",
    state_reading: "Leser",
    state_checking: "Kontrollerer",
    state_done: "Ferdig",
    state_failed: "Mislyktes",
    rows: "Rader",
    size: "Størrelse",
    settled: "Øyeblikksbilde",
    settled_yes: "Ja",
    settled_no: "Endret underveis",
  },
  en: {
    title: "Backups",
    lead: "Every night all tables are copied, encrypted and read back before the copy counts.",
    run: "Back up now",
    running: "A backup is under way. Load the page again to see how far it has come.",
    reading_tables: "Tables read",
    checking_parts: "Parts checked",
    proof: "Last drill",
    proof_hint:
      "A drill restores the newest backup into a database of its own and compares it row by row.",
    no_proof:
      "No drill has been run yet. Run npm run production:restore -- --drill --remote --origin https://the.address.",
    proof_at: "When",
    proof_rows: "Rows",
    proof_seconds: "Seconds",
    proof_result: "Result",
    equal: "Equal, and every reference finds its row",
    not_equal: "Not equal",
    list: "The backups",
    empty: "No backups yet",
    empty_text: "The first one is made tonight, or now.",
    started: "Started",
    kind: "Kind",
    kind_daily: "Daily",
    kind_monthly: "Monthly",
    state: "State",
    state_reading: "Reading",
    state_checking: "Checking",
    state_done: "Done",
    state_failed: "Failed",
    rows: "Rows",
    size: "Size",
    settled: "One moment",
    settled_yes: "Yes",
    settled_no: "Changed meanwhile",
  },
});

export const problems: Coded = {
  nb: {
    "backups.running": "En sikkerhetskopi er allerede i gang. Vent til den er ferdig.",
    "backups.not_found": "Vi finner ikke sikkerhetskopien.",
  },
  en: {
    "backups.running": "A backup is under way already. Wait until it is done.",
    "backups.not_found": "We cannot find the backup.",
  },
};

export const flashes: Coded = {
  nb: { "backups.started": "Sikkerhetskopien er i gang." },
  en: { "backups.started": "The backup is under way." },
};

export const actions: Coded = {
  nb: {
    "backups.started": "Startet sikkerhetskopi",
    "backups.finished": "Fullførte sikkerhetskopi",
    "backups.failed": "Ga opp sikkerhetskopi",
    "backups.proved": "Øvde på gjenoppretting",
    "backups.restored": "Gjenopprettet fra sikkerhetskopi",
  },
  en: {
    "backups.started": "Started a backup",
    "backups.finished": "Finished a backup",
    "backups.failed": "Gave up a backup",
    "backups.proved": "Drilled a restore",
    "backups.restored": "Restored from a backup",
  },
};
