import { words } from "#web/ui/view.ts";

export const useStepUpWords = words({
  nb: {
    title: "Bekreft at det er deg",
    lead: "Det du skal gjøre er ekstra følsomt. Derfor spør vi én gang til.",
    kept: "Det du har fylt ut, er tatt vare på.",
    code: "Kode fra appen",
    code_hint: "Seks siffer. En gjenopprettingskode går også.",
    password: "Passord",
    with_password: "Bruk passordet i stedet",
    confirm: "Bekreft",
    done_title: "Bekreftet",
    done_text: "Trykk Fortsett for å sende inn det du holdt på med.",
    go_on: "Fortsett",
    cancel: "Avbryt",
  },
  en: {
    title: "Confirm that it is you",
    lead: "What you are about to do is extra sensitive. That is why we ask once more.",
    kept: "What you filled in has been kept.",
    code: "Code from the app",
    code_hint: "Six digits. A recovery code works too.",
    password: "Password",
    with_password: "Use the password instead",
    confirm: "Confirm",
    done_title: "Confirmed",
    done_text: "Press Continue to send what you were working on.",
    go_on: "Continue",
    cancel: "Cancel",
  },
});
