import type { Locale } from "#web/ui/view.ts";

type Table<K extends string> = Record<Locale, Record<K, string>>;
const both = <K extends string>(table: Table<K>) => table;

/** Codes that any module may answer with. Each text says what would help. */
export const generic = {
  problems: both({
    nb: {
      required: "Fyll ut dette feltet.",
      too_long: "Teksten er for lang. Gjør den kortere.",
      too_short: "Teksten er for kort. Skriv litt mer.",
      not_a_number: "Skriv et tall, bare med siffer.",
      out_of_range: "Tallet er for lite eller for stort.",
      not_a_date: "Skriv en dato som finnes, for eksempel 31.01.2027.",
      not_a_time: "Skriv et klokkeslett, for eksempel 14:30.",
      not_an_email: "Skriv en e-postadresse, for eksempel navn@eksempel.no.",
      not_a_phone: "Skriv et telefonnummer; utenlandske nummer begynner med + og landkoden.",
      not_a_choice: "Velg ett av alternativene.",
      not_a_file: "Velg en fil.",
      invalid: "Noe i skjemaet må rettes. Se ved feltene som er merket.",
      form: "Skjemaet kom ikke helt frem. Åpne siden på nytt og send det igjen.",
      invalid_format: "Dette er ikke skrevet slik det skal. Se etter skrivefeil.",
      unknown: "Dette feltet kjenner vi ikke. Last siden på nytt og prøv igjen.",
      stale: "Noen andre har endret dette imens. Se hva som er nytt, og lagre på nytt.",
      forbidden: "Du har ikke tilgang til dette. Spør lederen ved skolen om du trenger det.",
      sign_in_required: "Du må logge inn for å se dette.",
      step_up_required: "Bekreft at det er deg, så kan du fortsette.",
      no_upgrade: "Denne adressen er for sider som er åpne. Gå til selve siden i stedet.",
      csrf: "Skjemaet var åpent for lenge eller hører til en annen økt. Åpne siden på nytt og send det igjen.",
      school_changed:
        "Du er nå i en annen skole enn da du åpnet skjemaet. Bytt tilbake, eller åpne siden på nytt.",
      not_found:
        "Vi finner ikke det du leter etter. Det kan være flyttet eller slettet, eller adressen er skrevet feil.",
      method_not_allowed: "Adressen kan ikke brukes slik. Gå tilbake og bruk knappene på siden.",
      content_type: "Innholdet kom i et format vi ikke tar imot.",
      too_large: "Dette er for stort. Send en mindre fil eller mindre tekst.",
      too_many: "Det ble for mange forsøk. Vent litt før du prøver igjen.",
      unexpected:
        "Noe gikk galt hos oss, og ingenting er endret. Prøv igjen om litt. Hjelper det ikke, gi oss koden nederst på siden.",
      unavailable: "Tjenesten svarer ikke akkurat nå. Prøv igjen om litt.",
      documents_down:
        "PDF-en kan ikke lages akkurat nå. Prøv igjen om litt, eller gå tilbake og skriv ut siden.",
      already_done: "Dette er allerede gjort.",
      if_match_required: "Forespørselen må si hvilken versjon den gjelder (If-Match).",
      refused: "Forespørselen ble avvist.",
      "national_id.format": "Et fødselsnummer eller D-nummer har elleve siffer.",
      "national_id.check_digits": "Kontrollsifrene stemmer ikke. Se etter skrivefeil.",
      "national_id.date": "Datoen i nummeret finnes ikke. Se etter skrivefeil.",
      "national_id.unborn": "Datoen i nummeret er ikke kommet ennå. Se etter skrivefeil.",
      "national_id.synthetic":
        "Dette er et oppdiktet testnummer. Her tas bare virkelige nummer imot.",
      "national_id.in_text":
        "Her står det et fødselsnummer, og dette kan alle ansatte lese. Ta det bort, og skriv det i feltet «Fødselsnummer». Et kontonummer skrives med punktum: 1234.56.78903.",
      "national_id.birth_date":
        "Nummeret hører til en annen fødselsdato. Rett det ene eller det andre.",
      "orgnr.format": "Et organisasjonsnummer har ni siffer og begynner med 8 eller 9.",
      "orgnr.check_digit": "Kontrollsifferet stemmer ikke. Se etter skrivefeil.",
    },
    en: {
      required: "Fill in this field.",
      too_long: "The text is too long. Make it shorter.",
      too_short: "The text is too short. Write a little more.",
      not_a_number: "Write a number, in digits only.",
      out_of_range: "The number is too small or too large.",
      not_a_date: "Write a date that exists, for example 31/01/2027.",
      not_a_time: "Write a time of day, for example 14:30.",
      not_an_email: "Write an email address, for example name@example.com.",
      not_a_phone: "Write a telephone number; foreign numbers begin with + and the country code.",
      not_a_choice: "Choose one of the options.",
      not_a_file: "Choose a file.",
      invalid: "Something in the form must be corrected. See the marked fields.",
      form: "The form did not arrive whole. Open the page again and send it once more.",
      invalid_format: "This is not written as it should be. Look for a typing error.",
      unknown: "We do not know this field. Reload the page and try again.",
      stale: "Someone else has changed this meanwhile. See what is new, then save again.",
      forbidden: "You do not have access to this. Ask the manager of the school if you need it.",
      sign_in_required: "You must sign in to see this.",
      step_up_required: "Confirm that it is you, then you can go on.",
      no_upgrade: "This address is for pages that are open. Go to the page itself instead.",
      csrf: "The form was open for too long or belongs to another session. Open the page again and send it once more.",
      school_changed:
        "You are now in another school than when you opened the form. Switch back, or open the page again.",
      not_found:
        "We cannot find what you are looking for. It may have been moved or removed, or the address is mistyped.",
      method_not_allowed:
        "The address cannot be used like this. Go back and use the buttons on the page.",
      content_type: "The content came in a format that we do not accept.",
      too_large: "This is too large. Send a smaller file or less text.",
      too_many: "There were too many attempts. Wait a little before you try again.",
      unexpected:
        "Something went wrong on our side, and nothing was changed. Try again in a while. If it does not help, give us the code at the bottom of the page.",
      unavailable: "The service does not answer right now. Try again in a while.",
      documents_down:
        "The PDF cannot be made right now. Try again in a while, or go back and print the page.",
      already_done: "This is already done.",
      if_match_required: "The request must say which version it is about (If-Match).",
      refused: "The request was refused.",
      "national_id.format": "A national identity number or D number has eleven digits.",
      "national_id.check_digits": "The check digits are wrong. Look for a typing error.",
      "national_id.date": "The date in the number does not exist. Look for a typing error.",
      "national_id.unborn": "The date in the number has not come yet. Look for a typing error.",
      "national_id.synthetic":
        "This is an invented test number. Only real numbers are accepted here.",
      "national_id.in_text":
        "There is a national id in this, and all staff can read it. Take it away, and write it in the field “National id”. Write an account number with full stops: 1234.56.78903.",
      "national_id.birth_date":
        "The number belongs to another birth date. Correct one or the other.",
      "orgnr.format": "An organisation number has nine digits and begins with 8 or 9.",
      "orgnr.check_digit": "The check digit is wrong. Look for a typing error.",
    },
  }),
  flashes: both({
    nb: {
      done: "Det er gjort.",
      "generic.form_again": "Skjemaet ble ikke sendt på nytt. Her kan du fylle det ut en gang til.",
      "generic.unchanged": "Ingenting var endret, så det var ingenting å lagre.",
      saved: "Lagret.",
      created: "Opprettet.",
      removed: "Fjernet.",
      signed_out: "Du er logget ut.",
    },
    en: {
      done: "Done.",
      "generic.form_again": "The form was not sent again. You can fill it in once more here.",
      "generic.unchanged": "Nothing was changed, so there was nothing to save.",
      saved: "Saved.",
      created: "Created.",
      removed: "Removed.",
      signed_out: "You are signed out.",
    },
  }),
};
