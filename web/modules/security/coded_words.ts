import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "security.not_found": "Vi finner ikke hendelsen.",
    "security.nobody": "Hendelsen gjelder ingen bestemt person som hører til her nå.",
    "security.no_address":
      "Vi vet ikke hvilken adresse hendelsen kom fra, i høyden hvilket nett. Et helt nett stenges på siden Nettverk.",
    "security.nowhere":
      "Det er ikke sagt hvor det skal varsles. Fyll inn en adresse og lagre først.",
    "security.not_public":
      "Adressen må begynne med https og ha et navn som er kjent på internett, uten portnummer.",
    "security.refused": "Mottakeren sa nei.",
  },
  en: {
    "security.not_found": "We cannot find the event.",
    "security.nobody": "The event is about nobody in particular who belongs here now.",
    "security.no_address":
      "We do not know which address the event came from, at most which network. A whole network is blocked on the page Networks.",
    "security.nowhere": "Nobody has said where to send alerts. Fill in an address and save first.",
    "security.not_public":
      "The address must begin with https and have a name that the internet knows, without a port.",
    "security.refused": "The receiver said no.",
  },
};

export const flashes: Coded = {
  nb: {
    "security.dismissed": "Hendelsen er avklart.",
    "security.sessions_ended": "Personen er logget ut overalt.",
    "security.proof_demanded": "Personen må bekrefte hvem hun er før hun kan gå videre.",
    "security.address_blocked": "Adressen er stengt ute.",
    "security.rules_changed": "Reglene er lagret.",
    "security.alerts_changed": "Varslingen er lagret.",
    "security.alerts_tried": "Prøven er sendt. Svaret vises under «Siste varsler».",
  },
  en: {
    "security.dismissed": "The event is settled.",
    "security.sessions_ended": "The person is signed out everywhere.",
    "security.proof_demanded": "The person must prove who she is before she can go on.",
    "security.address_blocked": "The address is kept out.",
    "security.rules_changed": "The rules are saved.",
    "security.alerts_changed": "The alerts are saved.",
    "security.alerts_tried": "The test is sent. What came of it is shown under “Last alerts”.",
  },
};

export const actions: Coded = {
  nb: {
    "security.dismissed": "Avklarte uten tiltak",
    "security.sessions_ended": "Logget personen ut overalt",
    "security.proof_demanded": "Krevde ny bekreftelse",
    "security.address_blocked": "Stengte adressen ute",
    "security.rules_changed": "Endret sikkerhetsreglene",
    "security.alerted": "Varslet om hendelsen",
    "security.alerts_changed": "Endret sikkerhetsvarslingen",
    "security.alerts_tried": "Prøvde sikkerhetsvarslingen",
    "security.secret_renewed": "Laget ny hemmelighet for varsling",
    "security.hook_sent": "Leverte sikkerhetsvarsel",
    "security.hook_failed": "Fikk ikke levert sikkerhetsvarsel",
    "security.purged": "Slettet gamle sikkerhetshendelser",
  },
  en: {
    "security.dismissed": "Settled it without measures",
    "security.sessions_ended": "Signed the person out everywhere",
    "security.proof_demanded": "Demanded a new proof",
    "security.address_blocked": "Kept the address out",
    "security.rules_changed": "Changed the security rules",
    "security.alerted": "Told of the event",
    "security.alerts_changed": "Changed the security alerts",
    "security.alerts_tried": "Tried the security alerts",
    "security.secret_renewed": "Made a new secret for alerts",
    "security.hook_sent": "Delivered a security alert",
    "security.hook_failed": "Could not deliver a security alert",
    "security.purged": "Deleted old security events",
  },
};
