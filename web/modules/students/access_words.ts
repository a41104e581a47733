import { words } from "#web/ui/view.ts";

/** The texts about a student's own account. */
export const useAccessWords = words({
  nb: {
    title: "Innlogging",
    account: "Eleven har innlogging og ser timer, opplæring og betaling på Min side.",
    none: "Med egen innlogging ser eleven timene sine, kvitterer for dem og finner fakturaene på Min side.",
    no_email: "Eleven trenger en e-postadresse for å få innlogging.",
    add_email: "Legg inn e-post",
    invited: "Invitasjon sendt til {email} {at}. Lenken virker til {until}.",
    expired: "Invitasjonen til {email} gikk ut {until} uten svar.",
    invite: "Inviter til Min side",
    again: "Send ny invitasjon",
  },
  en: {
    title: "Signing in",
    account: "The student can sign in, and sees lessons, training and payments on My page.",
    none: "With an account the student sees her lessons, signs them and finds the invoices on My page.",
    no_email: "The student needs an e-mail address to be able to sign in.",
    add_email: "Add an e-mail address",
    invited: "Invitation sent to {email} {at}. The link works until {until}.",
    expired: "The invitation to {email} ended {until} without an answer.",
    invite: "Invite to My page",
    again: "Send a new invitation",
  },
});
