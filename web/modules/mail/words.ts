import { words } from "#web/ui/view.ts";

export const useWords = words({
  nb: {
    title: "Utsendinger",
    lead: "E-post som er sendt herfra, om den kom fram, og hvorfor ikke.",
    caption: "E-post, den nyeste først",
    recipient: "Mottaker",
    template: "Hva",
    state: "Status",
    written: "Skrevet",
    done: "Avgjort",
    attempts: "Forsøk",
    why: "Hvorfor",
    language: "Språk",
    nb: "Bokmål",
    en: "Engelsk",
    state_waiting: "Venter",
    state_sent: "Sendt",
    state_bounced: "Avvist",
    state_failed: "Ga opp",
    template_reset: "Nytt passord",
    template_password_changed: "Passordet er endret",
    template_invitation: "Invitasjon",
    template_device: "Ny enhet",
    template_second_factor_changed: "Totrinnsinnlogging endret",
    template_setup: "Kom i gang",
    template_reminder: "Påminnelse om time",
    template_invoice: "Faktura",
    template_credit_note: "Kreditnota",
    empty: "Ingen e-post her",
    empty_text: "Når skolen inviterer noen, eller noen får beskjed om kontoen sin, står det her.",
    again: "Send på nytt",
    again_text: "Mottakeren får den samme e-posten én gang til, med den samme lenken.",
    not_again: "Hvorfor kan den ikke sendes på nytt?",
    letter: "Teksten",
    no_link: "Lenken står bare i selve e-posten, og vises ikke her.",
    mailbox: "Postkassen",
    mailbox_lead: "Det simulatoren har tatt imot. Siden finnes bare på utviklerens maskin.",
    mailbox_empty: "Ingen e-post ennå",
    mailbox_down: "Simulatoren svarer ikke. Start den med «npm start».",
    mailbox_clear: "Tøm postkassen",
    to: "Til",
    from: "Fra",
  },
  en: {
    title: "Messages sent",
    lead: "Emails sent from here, whether they arrived, and why not.",
    caption: "Emails, the newest first",
    recipient: "Recipient",
    template: "What",
    state: "State",
    written: "Written",
    done: "Settled",
    attempts: "Attempts",
    why: "Why",
    language: "Language",
    nb: "Norwegian",
    en: "English",
    state_waiting: "Waiting",
    state_sent: "Sent",
    state_bounced: "Bounced",
    state_failed: "Gave up",
    template_reset: "New password",
    template_password_changed: "Password changed",
    template_invitation: "Invitation",
    template_device: "New device",
    template_second_factor_changed: "Two-step sign-in changed",
    template_setup: "Getting started",
    template_reminder: "Reminder of a lesson",
    template_invoice: "Invoice",
    template_credit_note: "Credit note",
    empty: "No emails here",
    empty_text:
      "When the school invites someone, or someone is told about their account, it stands here.",
    again: "Send again",
    again_text: "The recipient gets the same email once more, with the same link.",
    not_again: "Why can it not be sent again?",
    letter: "The text",
    no_link: "The link stands in the email only, and is not shown here.",
    mailbox: "The mailbox",
    mailbox_lead: "What the simulator has taken in. The page exists on a developer's machine only.",
    mailbox_empty: "No emails yet",
    mailbox_down: 'The simulator does not answer. Start it with "npm start".',
    mailbox_clear: "Empty the mailbox",
    to: "To",
    from: "From",
  },
});

export const problems = {
  nb: {
    "mail.not_found":
      "Vi finner ikke denne e-posten. Den kan være slettet; loggen tas vare på i et halvt år.",
    "mail.underway": "E-posten er allerede på vei. Se etter på nytt om litt.",
    "mail.too_old": "Lenken i e-posten er for gammel til å virke. Lag en ny der den kom fra.",
    "mail.just_sent":
      "E-posten er nettopp sendt. Vent {minutes} minutter, og be mottakeren se i søppelposten imens.",
    "mail.header":
      "Adressen eller emnet inneholder tegn som ikke kan stå i en e-post. Rett dem der de ble skrevet inn.",
    "mail.not_configured":
      "Utsending av e-post er ikke satt opp ennå. Den som drifter systemet, må gjøre det.",
    "mail.no_tls": "E-posttjeneren tilbyr ingen kryptert forbindelse, så vi sender ikke noe dit.",
    "mail.hung_up": "E-posttjeneren la på midt i samtalen.",
    "mail.timeout": "E-posttjeneren svarte ikke i tide.",
    "mail.unreachable": "Vi fikk ikke kontakt med e-posttjeneren.",
    "outside.host": "Adressen til tjenesten er ikke blant dem vi har satt opp.",
    "outside.redirect": "Tjenesten viste videre til en annen adresse, og dit går vi ikke.",
    "outside.too_large": "Svaret fra tjenesten var for stort.",
    "outside.timeout": "Tjenesten svarte ikke i tide.",
    "outside.resting": "Tjenesten har ikke svart på en stund, så vi lar den være litt.",
    "outside.unreachable": "Vi fikk ikke kontakt med tjenesten.",
  },
  en: {
    "mail.not_found":
      "We cannot find this email. It may have been deleted; the log is kept for half a year.",
    "mail.underway": "The email is already on its way. Look again in a while.",
    "mail.too_old": "The link in the email is too old to work. Make a new one where it came from.",
    "mail.just_sent":
      "The email has just been sent. Wait {minutes} minutes, and ask the recipient to look in the spam folder meanwhile.",
    "mail.header":
      "The address or the subject has characters that cannot stand in an email. Correct them where they were typed.",
    "mail.not_configured":
      "Sending email is not set up yet. Whoever operates the system must do it.",
    "mail.no_tls": "The mail server offers no encrypted connection, so we send nothing there.",
    "mail.hung_up": "The mail server hung up in the middle.",
    "mail.timeout": "The mail server did not answer in time.",
    "mail.unreachable": "We could not reach the mail server.",
    "outside.host": "The address of the service is not among those we have set up.",
    "outside.redirect": "The service pointed to another address, and we do not go there.",
    "outside.too_large": "The answer of the service was too large.",
    "outside.timeout": "The service did not answer in time.",
    "outside.resting": "The service has not answered for a while, so we let it be a little.",
    "outside.unreachable": "We could not reach the service.",
  },
};

export const flashes = {
  nb: { "mail.again": "E-posten er lagt til utsending på nytt." },
  en: { "mail.again": "The email is on its way once more." },
};

export const actions = {
  nb: {
    "mail.sent": "sendte e-posten",
    "mail.bounced": "fikk e-posten avvist",
    "mail.failed": "ga opp å sende e-posten",
    "mail.sent_again": "sendte e-posten på nytt",
    "mail.purged": "slettet gammel e-post fra loggen",
  },
  en: {
    "mail.sent": "sent the email",
    "mail.bounced": "had the email refused",
    "mail.failed": "gave up sending the email",
    "mail.sent_again": "sent the email again",
    "mail.purged": "deleted old emails from the log",
  },
};

export const sources = {
  nb: {
    "mail.rule_again": "Systemets regel mot å fylle noens innboks",
    "mail.rule_link": "Hvor lenge lenker i e-post virker",
  },
  en: {
    "mail.rule_again": "The system's rule against filling anyone's inbox",
    "mail.rule_link": "How long links in emails work",
  },
};
