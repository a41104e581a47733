import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "visits.not_found": "Det finnes ikke noe slikt besøk.",
    "visits.read_only": "På et støttebesøk kan du bare se. Ingenting ble endret.",
    "visits.read_only_help":
      "Be den du ser som, om å gjøre det selv. Avslutt besøket for å gjøre noe som deg selv.",
    "visits.taken": "Dette vises ikke på et støttebesøk.",
    "visits.taken_help": "Be den du ser som, om å se etter selv.",
    "visits.no_such_person":
      "Ingen ansatt ved skolen logger inn med denne adressen. Sjekk den med skolen.",
    "visits.asked_already": "Du har alt bedt om å få se som denne personen.",
    "visits.nobody_decides": "Skolen har ingen annen eier som kan svare. Inviter en først.",
    "visits.own_request": "Du har bedt om dette besøket selv.",
    "visits.own_request_help": "En annen eier av skolen må svare.",
    "visits.not_asked": "Besøket venter ikke på svar lenger.",
    "visits.not_asked_help": "Åpne siden på nytt, og se hvordan det står til.",
    "visits.not_approved": "Besøket kan ikke startes nå.",
    "visits.not_approved_help":
      "En godkjenning gjelder i et døgn og kan brukes én gang. Be om et nytt besøk.",
    "visits.yes_is_gone": "Den som godkjente besøket, er ikke eier av skolen lenger.",
    "visits.yes_is_gone_help": "Trekk forespørselen tilbake, og be om et nytt besøk.",
    "visits.over_already": "Besøket er alt over.",
    "visits.over_already_help": "Du trenger ikke gjøre noe.",
    "visits.person_gone":
      "Den du skulle se som, har ikke lenger en rolle ved skolen som kan brukes.",
  },
  en: {
    "visits.not_found": "There is no such visit.",
    "visits.read_only": "On a support visit you can only look. Nothing was changed.",
    "visits.read_only_help":
      "Ask the person you see as to do it. End the visit to do something as yourself.",
    "visits.taken": "This is not shown on a support visit.",
    "visits.taken_help": "Ask the person you see as to look.",
    "visits.no_such_person":
      "Nobody on the school's staff signs in with this address. Check it with the school.",
    "visits.asked_already": "You have already asked to see as this person.",
    "visits.nobody_decides": "The school has no other owner who could answer. Invite one first.",
    "visits.own_request": "You have asked for this visit yourself.",
    "visits.own_request_help": "Another owner of the school must answer.",
    "visits.not_asked": "The visit does not wait for an answer any more.",
    "visits.not_asked_help": "Open the page anew, and see how it stands.",
    "visits.not_approved": "The visit cannot be started now.",
    "visits.not_approved_help":
      "An approval holds for a day and can be used once. Ask for a new visit.",
    "visits.yes_is_gone": "Whoever approved the visit is no owner of the school any more.",
    "visits.yes_is_gone_help": "Take the request back, and ask for a new visit.",
    "visits.over_already": "The visit is over already.",
    "visits.over_already_help": "There is nothing to do.",
    "visits.person_gone":
      "Whom you were to see as has no role at the school any more that can be used.",
  },
};

export const flashes: Coded = {
  nb: {
    "visits.asked": "Eierne av skolen har fått e-post.",
    "visits.approved": "Godkjent. Besøket kan startes innen et døgn.",
    "visits.refused": "Avslått.",
    "visits.ended": "Avsluttet.",
    "visits.left": "Besøket er avsluttet. Du er deg selv igjen.",
    "visits.over": "Besøket er over. Du er deg selv igjen.",
  },
  en: {
    "visits.asked": "The owners of the school have got an email.",
    "visits.approved": "Approved. The visit can be started within a day.",
    "visits.refused": "Refused.",
    "visits.ended": "Ended.",
    "visits.left": "The visit has ended. You are yourself again.",
    "visits.over": "The visit is over. You are yourself again.",
  },
};

export const actions: Coded = {
  nb: {
    "visits.asked": "Ba om et støttebesøk",
    "visits.approved": "Godkjente støttebesøket",
    "visits.refused": "Avslo støttebesøket",
    "visits.started": "Startet støttebesøket",
    "visits.looked": "Åpnet en side",
    "visits.ended": "Avsluttet støttebesøket",
    "visits.ran_out": "Tiden for støttebesøket var ute",
    "visits.lapsed": "Støttebesøket falt bort",
  },
  en: {
    "visits.asked": "Asked for a support visit",
    "visits.approved": "Approved the support visit",
    "visits.refused": "Refused the support visit",
    "visits.started": "Started the support visit",
    "visits.looked": "Opened a page",
    "visits.ended": "Ended the support visit",
    "visits.ran_out": "The time for the support visit was up",
    "visits.lapsed": "The support visit lapsed",
  },
};

export const sources: Coded = {
  nb: { "visits.rule": "reglene for støttebesøk" },
  en: { "visits.rule": "the rules for support visits" },
};
