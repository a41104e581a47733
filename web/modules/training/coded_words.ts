import type { Coded } from "#web/words.ts";

export const problems: Coded = {
  nb: {
    "training.not_found": "Vi finner ikke raden. Den kan høre til en annen elev eller skole.",
    "training.in_future": "Datoen kan ikke være etter i dag.",
    "training.before_birth": "Datoen er før eleven ble født.",
    "training.test_is_a_paper": "Prøver føres under Papirer, ikke som opplæring.",
    "training.no_such_theme": "Temaet hører ikke til dette kurset.",
    "training.themes_wanted": "Kryss av for temaene som ble gjennomgått.",
    "training.only_assessments": "Bare en trinnvurdering har tilrådning.",
    "training.recommendation_wanted": "Velg hva du rår eleven til.",
    "training.nothing_to_credit": "Trinnet har ikke noe krav som kan godskrives.",
    "training.ends_before_start": "Siste dag kan ikke være før første dag.",
    "training.result_wanted": "Velg om prøven er bestått.",
    "training.no_result": "Bare prøver har et resultat.",
    "training.class_wanted": "Velg hvilken klasse det gjelder.",
    "training.class_not_hers": "Eleven er ikke registrert med klassen.",
    "training.no_short_way": "Klassen har ikke noe kort løp.",
    "training.no_such_instructor": "Vi finner ikke læreren på skolen.",
    "training.instructor_wanted": "Velg læreren som hadde opplæringen.",
    "training.nothing_to_override": "Ingen slik regel står i veien for «{step}» nå.",
    "training.withdrawn_already": "Dette er trukket tilbake allerede.",
    "training.records_stay": "Ført opplæring kan ikke skrives om, bare trekkes tilbake.",
    "curriculum.not_a_version": "Velg en læreplan som klassen har hatt.",
  },
  en: {
    "training.not_found": "We cannot find the row. It may belong to another student or school.",
    "training.in_future": "The date cannot be after today.",
    "training.before_birth": "The date is before the student was born.",
    "training.test_is_a_paper": "Tests are registered under Papers, not as training.",
    "training.no_such_theme": "The theme is not part of this course.",
    "training.themes_wanted": "Tick the themes that were taught.",
    "training.only_assessments": "Only an assessment has a recommendation.",
    "training.recommendation_wanted": "Choose what you recommend to the student.",
    "training.nothing_to_credit": "The step asks for nothing that could be credited.",
    "training.ends_before_start": "The last day cannot be before the first.",
    "training.result_wanted": "Choose whether the test was passed.",
    "training.no_result": "Only tests have a result.",
    "training.class_wanted": "Choose the class it is for.",
    "training.class_not_hers": "The student is not registered with the class.",
    "training.no_short_way": "The class has no short way.",
    "training.no_such_instructor": "We cannot find the instructor at the school.",
    "training.instructor_wanted": "Choose the instructor who taught.",
    "training.nothing_to_override": "No such rule stands in the way of “{step}” now.",
    "training.withdrawn_already": "This has been withdrawn already.",
    "training.records_stay": "Recorded training cannot be rewritten, only withdrawn.",
    "curriculum.not_a_version": "Choose a curriculum that the class has had.",
  },
};

export const flashes: Coded = {
  nb: {
    "training.recorded": "Opplæringen er ført.",
    "training.credited": "Trinnet er godskrevet.",
    "training.paper_registered": "Papiret er registrert.",
    "training.overridden": "Regelen er fraveket for dette trinnet.",
    "training.withdrawn": "Det er trukket tilbake.",
    "training.moved": "Planen er endret.",
  },
  en: {
    "training.recorded": "The training is recorded.",
    "training.credited": "The step is credited.",
    "training.paper_registered": "The paper is registered.",
    "training.overridden": "The rule is set aside for this step.",
    "training.withdrawn": "It is withdrawn.",
    "training.moved": "The plan is changed.",
  },
};

/** What was done, for a student's history. */
export const actions: Coded = {
  nb: {
    "training.recorded": "Førte opplæring",
    "training.credited": "Godskrev opplæring",
    "training.paper_registered": "Registrerte et papir",
    "training.overridden": "Fravek en regel",
    "training.withdrawn": "Trakk tilbake noe som var ført",
    "training.started": "La opplæringsplan",
    "training.moved": "Flyttet til en annen plan",
  },
  en: {
    "training.recorded": "Recorded training",
    "training.credited": "Credited training",
    "training.paper_registered": "Registered a paper",
    "training.overridden": "Set a rule aside",
    "training.withdrawn": "Withdrew what was recorded",
    "training.started": "Set a training plan",
    "training.moved": "Moved to another plan",
  },
};

export const sources: Coded = {
  nb: { "training.school_record": "Skolens register" },
  en: { "training.school_record": "The school’s register" },
};
