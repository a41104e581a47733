/** Somebody of the platform's support wants to see the school, or has come in: to its owners. */
export const visitLetters = {
  nb: {
    visit_asked: {
      subject: "Brukerstøtten ber om å få se {schoolName}",
      before: [
        "Hei!",
        "{who} i brukerstøtten ber om å få se {schoolName} slik {name} ser den, i inntil 30 minutter. Det går bare an å se, ikke å endre noe.",
        "Grunnen som ble oppgitt: {reason}",
        "Du bestemmer om det er greit:",
      ],
      button: "Svar på forespørselen",
      after: ["Svarer du ikke innen et døgn, faller forespørselen bort."],
    },
    visit_started: {
      subject: "Brukerstøtten ser nå {schoolName}",
      before: [
        "Hei!",
        "{who} i brukerstøtten ser nå {schoolName} slik {name} ser den. Det er slutt senest {until}.",
        "Grunnen som ble oppgitt: {reason}",
        "Her står hvilke sider som åpnes, og her kan du avslutte besøket når du vil:",
      ],
      button: "Se besøket",
      after: ["Det går bare an å se, ikke å endre noe."],
    },
  },
  en: {
    visit_asked: {
      subject: "Support asks to see {schoolName}",
      before: [
        "Hello!",
        "{who} of support asks to see {schoolName} as {name} sees it, for up to 30 minutes. It is only to look: nothing can be changed.",
        "The reason that was given: {reason}",
        "You decide whether that is all right:",
      ],
      button: "Answer the request",
      after: ["If you do not answer within a day, the request lapses."],
    },
    visit_started: {
      subject: "Support is looking at {schoolName}",
      before: [
        "Hello!",
        "{who} of support sees {schoolName} as {name} sees it from now on. It is over {until} at the latest.",
        "The reason that was given: {reason}",
        "Here is which pages are opened, and here you can end the visit whenever you like:",
      ],
      button: "See the visit",
      after: ["It is only to look: nothing can be changed."],
    },
  },
};
