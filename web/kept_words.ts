import { words } from "#web/ui/view.ts";

export const useKeptWords = words({
  nb: {
    again_title: "Logg inn igjen",
    again_lead: "Du var blitt logget ut da du sendte inn.",
    kept: "Det du skrev, er tatt vare på i én time. Logg inn som samme person for å få det tilbake.",
    not_kept: "Filen du valgte, er ikke tatt vare på. Velg den på nytt når du er inne.",
    email: "E-post",
    password: "Passord",
    sign_in: "Logg inn",
    kept_title: "Det du skrev, er tatt vare på",
    kept_lead: "Ingenting er sendt inn ennå. Se over skjemaet, og lagre det derfra.",
    show: "Vis skjemaet",
    discard: "Forkast det",
  },
  en: {
    again_title: "Sign in again",
    again_lead: "You had been signed out when you sent the form.",
    kept: "What you wrote is kept for an hour. Sign in as the same person to get it back.",
    not_kept: "The file you chose has not been kept. Choose it again when you are in.",
    email: "Email",
    password: "Password",
    sign_in: "Sign in",
    kept_title: "What you wrote has been kept",
    kept_lead: "Nothing has been sent yet. Look the form over, and save it from there.",
    show: "Show the form",
    discard: "Discard it",
  },
});
