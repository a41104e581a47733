import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "lessons.not_found": "Timen finnes ikke.",
    "lessons.not_begun": "Timen begynner {from} og kan ikke attesteres før det.",
    "lessons.not_begun_help":
      "Vent til timen har begynt. Skal den ikke holdes, avlyser du den i kalenderen.",
    "lessons.not_confirmed": "Timen er bare reservert og ikke bekreftet.",
    "lessons.called_off": "Timen ble avlyst og er ikke holdt.",
    "lessons.not_yours": "Bare {name} eller faglig leder kan attestere timen.",
    "lessons.not_yours_help":
      "Be læreren attestere, eller be den som planlegger om å sette deg opp på timen.",
    "lessons.reason_wanted": "Skriv hva som var feil, så eleven forstår rettelsen.",
    "lessons.too_long": "Timen kan ikke ha vart mer enn en time lenger enn den var satt opp.",
    "lessons.step_wanted": "Velg hvilket trinn timen hørte til.",
    "lessons.no_such_step": "Dette trinnet finnes ikke i klassen.",
    "lessons.step_is_booked": "Timen er satt opp på et annet trinn.",
    "lessons.parts_wanted": "Velg hvilke deler dere gikk gjennom.",
    "lessons.other_goals": "Et av målene hører ikke til dette trinnet.",
    "lessons.recommendation_wanted": "Velg en tilrådning.",
    "lessons.only_assessments": "Dette hører bare til trinnvurderinger.",
    "lessons.signed": "Du kvitterte {on}. Det du har kvittert for, kan ikke endres.",
    "lessons.objected": "Du sa fra {on}. Skolen svarer deg.",
    "lessons.not_attested": "Timen er ikke attestert ennå.",
    "lessons.hers_to_sign": "Det er bare eleven selv som kan kvittere.",
  },
  en: {
    "lessons.not_found": "There is no such lesson.",
    "lessons.not_begun": "The lesson begins {from} and cannot be attested before.",
    "lessons.not_begun_help":
      "Wait until it has begun. If it will not be held, cancel it in the calendar.",
    "lessons.not_confirmed": "The lesson is only held for somebody and not confirmed.",
    "lessons.called_off": "The lesson was cancelled and not held.",
    "lessons.not_yours": "Only {name} or the academic leader can attest this lesson.",
    "lessons.not_yours_help":
      "Ask the instructor to attest it, or whoever plans to put you on the lesson.",
    "lessons.reason_wanted": "Write what was wrong, so that the student understands.",
    "lessons.too_long": "It cannot have lasted more than an hour longer than it was booked for.",
    "lessons.step_wanted": "Choose the step that the lesson belonged to.",
    "lessons.no_such_step": "The class has no such step.",
    "lessons.step_is_booked": "The lesson is booked for another step.",
    "lessons.parts_wanted": "Choose the parts that were gone through.",
    "lessons.other_goals": "One of the goals does not belong to this step.",
    "lessons.recommendation_wanted": "Choose a recommendation.",
    "lessons.only_assessments": "Only stage assessments have this.",
    "lessons.signed": "You signed {on}. What you have signed cannot be changed.",
    "lessons.objected": "You said so {on}. The school will answer.",
    "lessons.not_attested": "The lesson has not been attested yet.",
    "lessons.hers_to_sign": "Only the student herself can sign.",
  },
};

export const flashes: Coded = {
  nb: {
    "lessons.attested": "Timen er attestert.",
    "lessons.corrected": "Rettelsen er lagret. Eleven må kvittere på nytt.",
    "lessons.signed": "Takk, du har kvittert.",
    "lessons.objected": "Skolen har fått beskjed.",
    "lessons.self_assessed": "Egenvurderingen er lagret.",
  },
  en: {
    "lessons.attested": "The lesson is attested.",
    "lessons.corrected": "The correction is saved. The student must sign again.",
    "lessons.signed": "Thank you, you have signed.",
    "lessons.objected": "The school has been told.",
    "lessons.self_assessed": "The self-assessment is saved.",
  },
};

export const actions: Coded = {
  nb: {
    "lessons.attested": "attesterte en time",
    "lessons.corrected": "rettet en attestert time",
    "lessons.signed": "kvitterte for en time",
    "lessons.objected": "meldte feil i en time",
    "lessons.self_assessed": "skrev egenvurdering",
  },
  en: {
    "lessons.attested": "attested a lesson",
    "lessons.corrected": "corrected an attested lesson",
    "lessons.signed": "signed a lesson",
    "lessons.objected": "objected to a lesson",
    "lessons.self_assessed": "wrote a self-assessment",
  },
};

export const sources: Coded = {
  nb: {
    "lessons.law_documentation":
      "Trafikkopplæringsforskriften §§ 5-5 og 5-6 (læreren attesterer etter hver time)",
    "lessons.school_record": "Skolens timeføring",
  },
  en: {
    "lessons.law_documentation":
      "Training regulation §§ 5-5 and 5-6 (the teacher attests after each lesson)",
    "lessons.school_record": "The school’s record of lessons",
  },
};
