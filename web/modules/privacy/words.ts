import { words } from "#web/ui/view.ts";
import type { Coded } from "#web/words.ts";

export const useWords = words({
  nb: {
    title: "Innsyn og sletting",
    list_lead:
      "Slettinger som venter. Den som slutter, kommer på listen når tiden skolen har bestemt, er ute.",
    nobody: "Ingen sletting venter",
    nobody_text: "Åpne en elev for å gi innsyn eller be om sletting.",
    number: "Elevnr.",
    name: "Navn",
    on: "Slettes",
    waits: "Venter på dere",
    lead: "Hva skolen har om eleven, hva hun kan få med seg, og hva som skjer når hun slettes.",
    students: "Elever",
    copy_title: "Innsyn",
    copy_text: "Alt skolen har om eleven. At noen tar det ut, blir loggført.",
    copy: "Vis alt",
    file: "Last ned (JSON)",
    erase_title: "Sletting",
    erase: "Be om sletting",
    erase_question: "Vil du be om at eleven slettes?",
    erase_text:
      "Det skjer om ett døgn, eller straks når en kollega bekrefter. Etterpå kan det ikke gjøres om.",
    waiting_title: "Slettingen venter",
    waiting_text: "{name} ba om det. Uten innsigelser skjer det {at}.",
    confirm: "Slett nå",
    confirm_question: "Vil du slette eleven nå?",
    confirm_text: "Det kan ikke gjøres om.",
    own_request: "En kollega kan bekrefte og slette straks. Den som ba om det, kan ikke.",
    withdraw: "Trekk tilbake",
    not_now: "Eleven kan ikke slettes nå",
    erased: "Eleven ble slettet {at}. Det som står igjen, er det loven krever.",
    held_title: "Hva skolen har, og hva som skjer med det",
    held: "Opplysninger",
    n: "Antall",
    fate: "Ved sletting",
    overwritten: "Navn og tekst fjernes",
    removed: "Fjernes",
    kept: "Blir",
    stays: "Hvorfor noe blir",
    nothing_stays: "–",
    bookkeeping: "Bokføring: oppbevares i fem år etter regnskapsåret (bokføringsloven § 13)",
    training: "Opplæringen skal kunne dokumenteres (trafikkopplæringsforskriften)",
    numbers: "Elevnummeret og hendelsen, uten navn, så andre rader har noe å peke på",
    evidence:
      "Logg over hva som er gjort, forseglet; verdiene vises ikke lenger (GDPR art. 17 nr. 3)",
    copy_heading: "Alt {school} har om {name}",
    copy_lead: "Laget {at}. Tidspunkter er i UTC, beløp i øre.",
    copy_empty: "Skolen har ingenting om deg.",
  },
  en: {
    title: "Access and erasure",
    list_lead:
      "Erasures that wait. Whoever leaves comes on the list when the time that the school has set is over.",
    nobody: "No erasure waits",
    nobody_text: "Open a student to give access or ask for erasure.",
    number: "No.",
    name: "Name",
    on: "Erased",
    waits: "Waits for you",
    lead: "What the school holds about the student, what she may take with her, and what happens when she is erased.",
    students: "Students",
    copy_title: "Access",
    copy_text:
      "Everything the school holds about the student. That somebody takes it out is logged.",
    copy: "Show everything",
    file: "Download (JSON)",
    erase_title: "Erasure",
    erase: "Ask for erasure",
    erase_question: "Ask for the student to be erased?",
    erase_text:
      "It happens in a day, or at once when a colleague confirms. Afterwards it cannot be undone.",
    waiting_title: "The erasure waits",
    waiting_text: "{name} asked for it. Unless somebody objects it happens {at}.",
    confirm: "Erase now",
    confirm_question: "Erase the student now?",
    confirm_text: "It cannot be undone.",
    own_request: "A colleague can confirm and erase at once. Whoever asked cannot.",
    withdraw: "Withdraw",
    not_now: "The student cannot be erased now",
    erased: "The student was erased {at}. What is left is what the law demands.",
    held_title: "What the school holds, and what becomes of it",
    held: "Data",
    n: "Number",
    fate: "On erasure",
    overwritten: "Names and texts go",
    removed: "Goes",
    kept: "Stays",
    stays: "Why something stays",
    nothing_stays: "–",
    bookkeeping: "Bookkeeping: kept for five years after the financial year (Bookkeeping Act § 13)",
    training: "Training must be documented (the driver training regulation)",
    numbers:
      "The student's number and the event, without a name, so that other rows have something to point at",
    evidence: "The log of what was done, sealed; the values are no longer shown (GDPR art. 17(3))",
    copy_heading: "Everything {school} holds about {name}",
    copy_lead: "Made {at}. Times are in UTC, amounts in øre.",
    copy_empty: "The school holds nothing about you.",
  },
});

export const problems: Coded = {
  nb: {
    "privacy.erased_already": "Eleven er slettet allerede.",
    "privacy.still_training":
      "Eleven er under opplæring eller på venteliste. Sett henne til ferdig eller sluttet først.",
    "privacy.lessons_ahead": "Eleven har timer foran seg. Avlys dem først.",
    "privacy.owes": "Det står penger åpne mellom skolen og eleven. Gjør opp først.",
    "privacy.waits_already": "Det er allerede bedt om at eleven slettes.",
    "privacy.nothing_waits": "Ingen sletting venter for denne eleven.",
    "privacy.second_person":
      "Du ba om slettingen selv. En kollega må bekrefte, eller vent til døgnet er gått.",
  },
  en: {
    "privacy.erased_already": "The student has been erased already.",
    "privacy.still_training":
      "The student is in training or on the waiting list. Mark her as finished or quit first.",
    "privacy.lessons_ahead": "The student has lessons ahead. Call them off first.",
    "privacy.owes": "Money is open between the school and the student. Settle it first.",
    "privacy.waits_already": "The student's erasure was asked for already.",
    "privacy.nothing_waits": "No erasure waits for this student.",
    "privacy.second_person":
      "You asked for the erasure yourself. A colleague must confirm, or wait until the day is over.",
  },
};

export const flashes: Coded = {
  nb: {
    "privacy.erasure_requested": "Slettingen venter i ett døgn.",
    "privacy.erased": "Eleven er slettet.",
    "privacy.erasure_withdrawn": "Slettingen er trukket tilbake.",
  },
  en: {
    "privacy.erasure_requested": "The erasure waits for a day.",
    "privacy.erased": "The student is erased.",
    "privacy.erasure_withdrawn": "The erasure is withdrawn.",
  },
};

export const actions: Coded = {
  nb: {
    "privacy.reads_exported": "Lastet ned listen over hvem som har sett hva",
    "privacy.copied": "Tok ut alt skolen har om eleven",
    "privacy.erasure_requested": "Ba om at eleven slettes",
    "privacy.erasure_listed": "Førte opp eleven til sletting: tiden er ute",
    "privacy.erasure_withdrawn": "Trakk slettingen tilbake",
    "privacy.erased": "Slettet eleven",
  },
  en: {
    "privacy.reads_exported": "Downloaded the list of who has seen what",
    "privacy.copied": "Took out everything the school holds about the student",
    "privacy.erasure_requested": "Asked for the student to be erased",
    "privacy.erasure_listed": "Listed the student for erasure: her time is over",
    "privacy.erasure_withdrawn": "Withdrew the erasure",
    "privacy.erased": "Erased the student",
  },
};

export const sources: Coded = {
  nb: {
    "privacy.art_6": "Personvernforordningen art. 6 nr. 1 b: avtalen om opplæring løper",
    "privacy.art_17": "Personvernforordningen art. 17 nr. 3",
  },
  en: {
    "privacy.art_6": "GDPR art. 6(1)(b): the contract of training is running",
    "privacy.art_17": "GDPR art. 17(3)",
  },
};
