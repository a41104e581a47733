import type { Locale } from "#web/ui/view.ts";
import { lessonLetters } from "./lesson_words.ts";
import { visitLetters } from "./visit_words.ts";

/** A mail's text. `{name}` is filled from the letter's params; `button` is what the link is called. */
export type LetterText = {
  subject: string;
  before: readonly string[];
  /** Lines that stand after those, where the letter has the param they are named by. */
  also?: Readonly<Record<string, string>>;
  button?: string;
  after: readonly string[];
};

/** Every template in every language: one that is missing does not compile where it is used. */
export const letterTexts = {
  nb: {
    reset: {
      subject: "Velg nytt passord",
      before: [
        "Hei!",
        "Noen har bedt om nytt passord for denne e-postadressen. Var det deg, velger du et nytt her:",
      ],
      button: "Velg nytt passord",
      after: [
        "Lenken virker én gang, og i 20 minutter.",
        "Var det ikke deg, trenger du ikke gjøre noe. Passordet ditt er som før.",
      ],
    },
    password_changed: {
      subject: "Passordet ditt er endret",
      before: [
        "Hei!",
        "Passordet for denne e-postadressen er nettopp endret, og du er logget ut på andre enheter.",
      ],
      after: [
        "Var det deg, trenger du ikke gjøre noe.",
        "Var det ikke deg, velger du «Glemt passordet?» på innloggingssiden med en gang, og gir lederen ved trafikkskolen beskjed.",
      ],
    },
    invitation: {
      subject: "Du er invitert til {schoolName}",
      before: ["Hei!", "{inviter} har invitert deg til å bruke TMS hos {schoolName}."],
      button: "Se invitasjonen",
      after: [
        "Lenken virker én gang, og i sju dager. Er den for gammel, ber du om en ny hos {inviter}.",
        "Kjenner du ikke til dette, kan du se bort fra e-posten.",
      ],
    },
    security_alert: {
      subject: "Sikkerhetsvarsel: {what}",
      before: ["Hei!", "TMS har sett noe som kan være et angrep: {what}."],
      button: "Se hendelsen",
      after: ["Du får denne e-posten fordi adressen står under Varsling på siden Sikkerhet."],
    },
    device: {
      subject: "Logger du inn fra en ny enhet?",
      before: [
        "Hei!",
        "Noen prøver å logge inn med e-postadressen din fra en nettleser vi ikke kjenner. Er det deg, bekrefter du det her, i den samme nettleseren:",
      ],
      button: "Ja, det er meg",
      after: [
        "Lenken virker én gang, og i 20 minutter.",
        "Er det ikke deg, lar du være å trykke. Har du brukt passordet andre steder, bør du bytte det.",
      ],
    },
    second_factor_changed: {
      subject: "Totrinnsinnloggingen din er endret",
      before: [
        "Hei!",
        "Totrinnsinnloggingen for denne e-postadressen er nettopp satt opp, byttet eller fjernet.",
      ],
      after: [
        "Var det deg, trenger du ikke gjøre noe.",
        "Var det ikke deg, velger du nytt passord med en gang, og gir lederen ved trafikkskolen beskjed.",
      ],
    },
    setup: {
      subject: "Kom i gang med TMS",
      before: ["Hei!", "Du skal administrere TMS. Velg passord og sett opp innloggingen din her:"],
      button: "Kom i gang",
      after: ["Lenken virker én gang, og i 24 timer."],
    },
    reminder: {
      subject: "Kjøretime i morgen hos {schoolName}",
      before: [
        "Hei!",
        "{studentName} har time {when} med {instructor}.",
        "Sted: {place}",
        "Si fra at du kommer her. Der kan du også flytte eller avbestille, om det ikke passer:",
      ],
      button: "Jeg kommer",
      after: ["Er du syk, avbestiller du så tidlig du kan."],
    },
    ...lessonLetters.nb,
    ...visitLetters.nb,
    message: {
      subject: "Ny melding hos {schoolName}",
      before: ["Hei!", "Du har fått en melding hos {schoolName}."],
      button: "Les meldingen",
      after: [
        "Du må logge inn for å lese den. Meldingen selv sendes ikke på e-post.",
        "Du får ikke flere e-poster om dette før du har lest det som venter.",
      ],
    },
    owner_invited: {
      subject: "En ny eier er invitert til {schoolName}",
      before: [
        "Hei!",
        "{who}, som drifter systemet, har invitert {name} ({email}) som eier av {schoolName}. En eier ser og endrer alt hos skolen.",
        "Er noe galt, trekker du invitasjonen tilbake eller avslutter tilgangen, og ringer oss:",
      ],
      button: "Se tilgangene",
      after: ["Har skolen bedt om dette, trenger du ikke gjøre noe."],
    },
    addresses_opened: {
      subject: "Listen over nettverk er satt til side hos {schoolName}",
      before: [
        "Hei!",
        "{who} har satt listen over nettverk hos {schoolName} til side. Den gjelder igjen fra {until}.",
        "Grunnen som ble oppgitt: {reason}",
      ],
      after: [
        "Vet du om dette, trenger du ikke gjøre noe.",
        "Er noe galt, logger du inn, ser på siden Nettverk, og avslutter det du ikke kjenner under Mine enheter.",
      ],
    },
    invoice: {
      subject: "Faktura {number} fra {schoolName}",
      before: [
        "Hei!",
        "Her er faktura {number} fra {schoolName} for opplæringen til {studentName}.",
        "Å betale: {amount}, senest {due}.",
        "Kontonummer: {account}",
        "KID: {kid}",
      ],
      after: [
        "Fakturaen ligger ved som PDF. Du finner den også når du logger inn og velger Fakturaer. Mangler den, ber du skolen om å få den tilsendt.",
      ],
    },
    credit_note: {
      subject: "Kreditnota {number} fra {schoolName}",
      before: [
        "Hei!",
        "{schoolName} har kreditert {amount} på faktura {original} for opplæringen til {studentName}.",
        "Kreditnotaen har nummer {number}. Er noe av beløpet betalt, står det til gode hos skolen.",
      ],
      after: ["Kreditnotaen ligger ved som PDF. Du trenger ikke gjøre noe."],
    },
  },
  en: {
    reset: {
      subject: "Choose a new password",
      before: [
        "Hello!",
        "Someone has asked for a new password for this email address. If it was you, choose one here:",
      ],
      button: "Choose a new password",
      after: [
        "The link works once, for 20 minutes.",
        "If it was not you, there is nothing to do. Your password is as before.",
      ],
    },
    password_changed: {
      subject: "Your password was changed",
      before: [
        "Hello!",
        "The password for this email address has just been changed, and you are signed out on other devices.",
      ],
      after: [
        "If it was you, there is nothing to do.",
        'If it was not you, choose "Forgotten your password?" on the sign-in page at once, and tell the manager of your driving school.',
      ],
    },
    invitation: {
      subject: "You are invited to {schoolName}",
      before: ["Hello!", "{inviter} has invited you to use TMS at {schoolName}."],
      button: "See the invitation",
      after: [
        "The link works once, for seven days. If it is too old, ask {inviter} for a new one.",
        "If you know nothing of this, you can ignore this email.",
      ],
    },
    security_alert: {
      subject: "Security alert: {what}",
      before: ["Hello!", "TMS has seen something that may be an attack: {what}."],
      button: "See the event",
      after: ["You get this email because the address stands under Alerts on the page Security."],
    },
    device: {
      subject: "Are you signing in from a new device?",
      before: [
        "Hello!",
        "Someone is trying to sign in with your email address from a browser we do not know. If it is you, confirm it here, in that same browser:",
      ],
      button: "Yes, it is me",
      after: [
        "The link works once, for 20 minutes.",
        "If it is not you, do not press it. If you use the password elsewhere, you should change it.",
      ],
    },
    second_factor_changed: {
      subject: "Your two-step sign-in was changed",
      before: [
        "Hello!",
        "Two-step sign-in for this email address has just been set up, replaced or removed.",
      ],
      after: [
        "If it was you, there is nothing to do.",
        "If it was not you, choose a new password at once, and tell the manager of your driving school.",
      ],
    },
    setup: {
      subject: "Get started with TMS",
      before: [
        "Hello!",
        "You are going to administer TMS. Choose a password and set up your sign-in here:",
      ],
      button: "Get started",
      after: ["The link works once, for 24 hours."],
    },
    reminder: {
      subject: "Lesson tomorrow at {schoolName}",
      before: [
        "Hello!",
        "{studentName} has a lesson {when} with {instructor}.",
        "Place: {place}",
        "Tell us here that you are coming. You can also move the lesson or call it off there:",
      ],
      button: "I am coming",
      after: ["If you are ill, call off as early as you can."],
    },
    ...lessonLetters.en,
    ...visitLetters.en,
    message: {
      subject: "New message at {schoolName}",
      before: ["Hello!", "You have a message at {schoolName}."],
      button: "Read the message",
      after: [
        "You sign in to read it. The message itself is not sent by mail.",
        "There will be no more mails about this until you have read what waits.",
      ],
    },
    owner_invited: {
      subject: "A new owner is invited to {schoolName}",
      before: [
        "Hello!",
        "{who}, who runs the system, has invited {name} ({email}) as an owner of {schoolName}. An owner sees and changes everything at the school.",
        "If something is wrong, take the invitation back or end the access, and call us:",
      ],
      button: "See who has access",
      after: ["If the school asked for this, there is nothing to do."],
    },
    addresses_opened: {
      subject: "The list of networks is set aside at {schoolName}",
      before: [
        "Hello!",
        "{who} has set the list of networks at {schoolName} aside. It holds again from {until}.",
        "The reason that was given: {reason}",
      ],
      after: [
        "If you know of this, there is nothing to do.",
        "If something is wrong, sign in, look at the page Networks, and end what you do not know under My devices.",
      ],
    },
    invoice: {
      subject: "Invoice {number} from {schoolName}",
      before: [
        "Hello!",
        "This is invoice {number} from {schoolName} for the training of {studentName}.",
        "To pay: {amount}, by {due}.",
        "Account number: {account}",
        "KID: {kid}",
      ],
      after: [
        "The invoice is attached as a PDF. You also find it when you sign in and choose Invoices. If it is missing, ask the school to send it to you.",
      ],
    },
    credit_note: {
      subject: "Credit note {number} from {schoolName}",
      before: [
        "Hello!",
        "{schoolName} has credited {amount} of invoice {original} for the training of {studentName}.",
        "The credit note has number {number}. If any of the amount was paid, the school holds it as your credit.",
      ],
      after: ["The credit note is attached as a PDF. There is nothing you need to do."],
    },
  },
} as const satisfies Record<Locale, Record<string, LetterText>>;

/** The names of the templates. */
export type TemplateName = keyof (typeof letterTexts)["nb"];

/** What stands beneath every mail. */
export const signature: Record<Locale, string> = {
  nb: "Hilsen TMS. Denne e-posten er sendt automatisk og kan ikke besvares.",
  en: "Regards, TMS. This email was sent automatically and cannot be answered.",
};
