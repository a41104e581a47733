/** What the school has done with a lesson, as the student and a minor's guardian read it. */
export const lessonLetters = {
  nb: {
    lesson_booked: {
      subject: "Ny time hos {schoolName}",
      before: [
        "Hei!",
        "{schoolName} har satt opp time for {studentName}: {when}.",
        "Lærer: {instructor}",
        "Sted: {place}",
      ],
      after: [
        "Passer det ikke, gir du skolen beskjed så tidlig du kan.",
        "Alle timene står på siden din når du logger inn.",
      ],
    },
    lesson_moved: {
      subject: "En time er flyttet hos {schoolName}",
      before: [
        "Hei!",
        "{schoolName} har flyttet timen til {studentName}. Den var {was}.",
        "Ny tid: {when}",
        "Lærer: {instructor}",
        "Sted: {place}",
      ],
      after: ["Passer det ikke, gir du skolen beskjed så tidlig du kan."],
    },
    lesson_reassigned: {
      subject: "En annen lærer på timen hos {schoolName}",
      before: [
        "Hei!",
        "{studentName} får en annen lærer på timen {when}: {instructor}.",
        "Tiden er som før. Sted: {place}",
      ],
      after: ["Du trenger ikke gjøre noe. Passer det ikke, gir du skolen beskjed."],
    },
    lesson_cancelled: {
      subject: "En time er avlyst hos {schoolName}",
      before: [
        "Hei!",
        "Timen til {studentName} {when} hos {schoolName} er avlyst.",
        "Grunn: {reason}",
      ],
      also: { fee: "Timen ble avbestilt etter fristen, og koster derfor {fee}." },
      after: ["Du skal ikke møte. Trenger du en ny time, gjør du avtale med skolen."],
    },
    instructor_away: {
      subject: "{name} er borte hos {schoolName}",
      before: ["Hei!", "{name} har meldt fra om fravær til og med {until}."],
      also: { lessons: "{n} timer trenger en annen lærer: {lessons}" },
      button: "Se timene og fordel dem",
      after: ["Hvorfor står ikke i e-posten. Ingen kan booke timer i denne tiden."],
    },
    lessons_changed: {
      subject: "Endringer i timene hos {schoolName}",
      before: ["Hei!", "{schoolName} har gjort om på flere timer for {studentName}."],
      also: {
        given: "Ny lærer, samme tid og sted: {given}",
        off: "Avlyst: {off}. Grunn: {reason}",
      },
      after: ["Passer det ikke, eller trenger du en ny time, gir du skolen beskjed."],
    },
  },
  en: {
    lesson_booked: {
      subject: "New lesson at {schoolName}",
      before: [
        "Hello!",
        "{schoolName} has planned a lesson for {studentName}: {when}.",
        "Instructor: {instructor}",
        "Place: {place}",
      ],
      after: [
        "If it does not suit you, tell the school as early as you can.",
        "All the lessons are on your page when you sign in.",
      ],
    },
    lesson_moved: {
      subject: "A lesson was moved at {schoolName}",
      before: [
        "Hello!",
        "{schoolName} has moved the lesson of {studentName}. It was {was}.",
        "New time: {when}",
        "Instructor: {instructor}",
        "Place: {place}",
      ],
      after: ["If it does not suit you, tell the school as early as you can."],
    },
    lesson_reassigned: {
      subject: "Another instructor for the lesson at {schoolName}",
      before: [
        "Hello!",
        "{studentName} has another instructor for the lesson {when}: {instructor}.",
        "The time is as before. Place: {place}",
      ],
      after: ["There is nothing you need to do. If it does not suit you, tell the school."],
    },
    lesson_cancelled: {
      subject: "A lesson was called off at {schoolName}",
      before: [
        "Hello!",
        "The lesson of {studentName} {when} at {schoolName} is called off.",
        "Reason: {reason}",
      ],
      also: { fee: "It was called off after the deadline, and therefore costs {fee}." },
      after: ["You are not to come. If you need another lesson, arrange it with the school."],
    },
    instructor_away: {
      subject: "{name} is away at {schoolName}",
      before: ["Hello!", "{name} has reported absence until the end of {until}."],
      also: { lessons: "{n} lessons need another instructor: {lessons}" },
      button: "See the lessons and hand them over",
      after: ["Why is not in this mail. Nobody can book lessons in this time."],
    },
    lessons_changed: {
      subject: "Changes to the lessons at {schoolName}",
      before: ["Hello!", "{schoolName} has changed several lessons of {studentName}."],
      also: {
        given: "Another instructor, same time and place: {given}",
        off: "Called off: {off}. Reason: {reason}",
      },
      after: ["If it does not suit you, or you need another lesson, tell the school."],
    },
  },
};
