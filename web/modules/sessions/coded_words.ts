import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "sessions.wrong":
      "E-post og passord stemmer ikke. Se etter skrivefeil, eller be om et nytt passord.",
    "sessions.no_school":
      "Kontoen hører ikke lenger til noen skole. Be skolen om en ny invitasjon.",
    "sessions.wrong_code": "Koden stemmer ikke, eller den er brukt. Vent på neste kode i appen.",
    "sessions.wrong_password": "Passordet stemmer ikke. Se etter skrivefeil.",
    "sessions.ended":
      "Det ble for mange gale forsøk, og du er logget ut for sikkerhets skyld. Logg inn på nytt.",
    "sessions.not_found": "Innloggingen er allerede avsluttet.",
    "sessions.no_such_school": "Du hører ikke til denne skolen, eller tilgangen er avsluttet.",
    "sessions.factor_on":
      "Totrinnsinnlogging er allerede på. Slå den av først hvis du bytter telefon.",
    "sessions.factor_lapsed":
      "Det gikk for lang tid. Begynn på nytt, så får du en ny kode å skanne.",
    "sessions.factor_off": "Totrinnsinnlogging er ikke på. Sett den opp først.",
    "sessions.has_account":
      "Det finnes allerede en konto med denne adressen. Åpne lenken på nytt, og skriv passordet til kontoen.",
    "sessions.no_account": "Det finnes ingen konto med denne adressen. Åpne lenken på nytt.",
    "sessions.other_account":
      "Invitasjonen gjelder en annen konto enn den du er logget inn med. Logg ut, og åpne lenken på nytt.",
    "sessions.email_taken": "Det finnes allerede en konto med denne adressen. Bruk en annen.",
    "password.too_long": "Passordet kan ha høyst 128 tegn.",
    "password.short": "Bruk minst 15 tegn. En setning du husker, går fint.",
    "password.short_staff": "Bruk minst 12 tegn. En setning du husker, går fint.",
    "password.common":
      "Dette passordet er blant dem som prøves først. Finn på noe eget, for eksempel fire ord som ikke hører sammen.",
    "password.leaked":
      "Dette passordet har kommet på avveie fra et annet nettsted og kan bli prøvd av andre. Velg et annet, og bytt det der du ellers bruker det.",
    "password.context":
      "Passordet er laget av navn andre kjenner: deg, e-posten, skolen eller faget. Bruk andre ord.",
    second_factor_required: "Skriv koden fra appen for å fullføre innloggingen.",
    enrol_required: "Sett opp totrinnsinnlogging først. Fristen er ute.",
    busy: "Det er stor pågang akkurat nå. Prøv igjen om et par sekunder.",
  },
  en: {
    "sessions.wrong":
      "Email and password do not match. Look for typing errors, or ask for a new password.",
    "sessions.no_school":
      "The account no longer belongs to a school. Ask the school for a new invitation.",
    "sessions.wrong_code": "The code is wrong, or it has been used. Wait for the app's next code.",
    "sessions.wrong_password": "The password is wrong. Look for typing errors.",
    "sessions.ended":
      "There were too many wrong tries, and you are signed out to be safe. Sign in again.",
    "sessions.not_found": "This sign-in has ended already.",
    "sessions.no_such_school": "You do not belong to this school, or your access has ended.",
    "sessions.factor_on": "Two-step sign-in is on already. Turn it off first if you change phones.",
    "sessions.factor_lapsed": "Too much time went by. Begin again, and you get a new code to scan.",
    "sessions.factor_off": "Two-step sign-in is not on. Set it up first.",
    "sessions.has_account":
      "There is an account with this address already. Open the link again, and write its password.",
    "sessions.no_account": "There is no account with this address. Open the link again.",
    "sessions.other_account":
      "The invitation is for another account than the one you are signed in with. Sign out, and open the link again.",
    "sessions.email_taken": "There is an account with this address already. Use another.",
    "password.too_long": "The password can have at most 128 characters.",
    "password.short": "Use at least 15 characters. A sentence you remember is fine.",
    "password.short_staff": "Use at least 12 characters. A sentence you remember is fine.",
    "password.common":
      "This password is among those that are tried first. Make up your own, for example four words that do not belong together.",
    "password.leaked":
      "This password has leaked from some other site, and others may try it. Choose another, and change it wherever else you use it.",
    "password.context":
      "The password is made of names that others know: yours, the email, the school or the trade. Use other words.",
    second_factor_required: "Write the code from the app to finish signing in.",
    enrol_required: "Set up two-step sign-in first. The time for it is over.",
    busy: "Very many are signing in right now. Try again in a couple of seconds.",
  },
};

export const flashes: Coded = {
  nb: {
    "sessions.signed_out": "Du er logget ut.",
    "sessions.password_reset": "Passordet er byttet. Logg inn med det nye.",
    "sessions.joined": "Du er med. Logg inn for å begynne.",
    "sessions.profile_changed": "Lagret.",
    "sessions.password_changed": "Passordet er byttet, og andre enheter er logget ut.",
    "sessions.factor_removed": "Totrinnsinnlogging er slått av.",
    "sessions.factor_on":
      "Totrinnsinnlogging er på. Fikk du ikke skrevet opp gjenopprettingskodene, så lag nye her.",
    "sessions.factor_lapsed":
      "Det gikk for lang tid. Begynn på nytt, så får du en ny kode å skanne.",
    "sessions.device_ended": "Innloggingen er avsluttet.",
    "sessions.others_ended": "Alle andre enheter er logget ut.",
  },
  en: {
    "sessions.signed_out": "You are signed out.",
    "sessions.password_reset": "The password is changed. Sign in with the new one.",
    "sessions.joined": "You have joined. Sign in to begin.",
    "sessions.profile_changed": "Saved.",
    "sessions.password_changed": "The password is changed, and other devices are signed out.",
    "sessions.factor_removed": "Two-step sign-in is off.",
    "sessions.factor_on":
      "Two-step sign-in is on. If you did not write down the recovery codes, make new ones here.",
    "sessions.factor_lapsed": "Too much time went by. Begin again, and you get a new code to scan.",
    "sessions.device_ended": "The sign-in has ended.",
    "sessions.others_ended": "Every other device is signed out.",
  },
};

/** By the actions of the audit: what was done with an account. */
export const actions: Coded = {
  nb: {
    "sessions.refused": "forsøkte å logge inn uten rett passord",
    "sessions.half_opened": "skrev rett passord",
    "sessions.opened": "logget inn",
    "sessions.proven": "bekreftet hvem hun er",
    "sessions.code_refused": "skrev feil kode eller passord",
    "sessions.closed": "logget ut",
    "sessions.device_asked": "ba om å få bekrefte en nettleser",
    "sessions.device_confirmed": "bekreftet en nettleser",
    "sessions.device_ended": "avsluttet en innlogging",
    "sessions.others_ended": "logget ut alle andre enheter",
    "sessions.school_switched": "byttet skole",
    "sessions.reset_asked": "ba om nytt passord",
    "sessions.password_reset": "valgte nytt passord fra lenke",
    "sessions.password_changed": "byttet passord",
    "sessions.profile_changed": "endret navn eller språk",
    "sessions.factor_begun": "begynte på totrinnsinnlogging",
    "sessions.factor_set_up": "slo på totrinnsinnlogging",
    "sessions.factor_removed": "slo av totrinnsinnlogging",
    "sessions.codes_renewed": "laget nye gjenopprettingskoder",
  },
  en: {
    "sessions.refused": "tried to sign in without the right password",
    "sessions.half_opened": "wrote the right password",
    "sessions.opened": "signed in",
    "sessions.proven": "confirmed who she is",
    "sessions.code_refused": "wrote a wrong code or password",
    "sessions.closed": "signed out",
    "sessions.device_asked": "asked to confirm a browser",
    "sessions.device_confirmed": "confirmed a browser",
    "sessions.device_ended": "ended a sign-in",
    "sessions.others_ended": "signed out every other device",
    "sessions.school_switched": "switched school",
    "sessions.reset_asked": "asked for a new password",
    "sessions.password_reset": "chose a new password by link",
    "sessions.password_changed": "changed the password",
    "sessions.profile_changed": "changed name or language",
    "sessions.factor_begun": "began with two-step sign-in",
    "sessions.factor_set_up": "turned two-step sign-in on",
    "sessions.factor_removed": "turned two-step sign-in off",
    "sessions.codes_renewed": "made new recovery codes",
  },
};
