import { words } from "#web/ui/view.ts";
import type { Coded } from "#web/words.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { reasons } from "./reason_words.ts";

export { names } from "./step_words.ts";

type Names = Record<ClassCode, string>;

/** What each class is called. */
export const useClassWords = words<ClassCode>({
  nb: {
    AM146: "Moped",
    AM147: "Mopedbil",
    S: "Beltemotorsykkel (snøscooter)",
    A1: "Lett motorsykkel",
    A2: "Mellomtung motorsykkel",
    A: "Tung motorsykkel",
    B: "Personbil",
    B96: "Personbil med tilhenger, inntil 4250 kg",
    BE: "Personbil med tung tilhenger",
    C1: "Lett lastebil",
    C1E: "Lett lastebil med tilhenger",
    C: "Lastebil",
    CE: "Lastebil med tilhenger",
    D1: "Minibuss",
    D1E: "Minibuss med tilhenger",
    D: "Buss",
    DE: "Buss med tilhenger",
    T: "Traktor",
  } satisfies Names,
  en: {
    AM146: "Moped",
    AM147: "Moped car",
    S: "Snowmobile",
    A1: "Light motorcycle",
    A2: "Medium motorcycle",
    A: "Heavy motorcycle",
    B: "Car",
    B96: "Car with trailer, up to 4,250 kg",
    BE: "Car with heavy trailer",
    C1: "Light lorry",
    C1E: "Light lorry with trailer",
    C: "Lorry",
    CE: "Lorry with trailer",
    D1: "Minibus",
    D1E: "Minibus with trailer",
    D: "Bus",
    DE: "Bus with trailer",
    T: "Tractor",
  } satisfies Names,
});

export const useWords = words({
  nb: {
    class: "Klasse",
    min_age: "Alder",
    practice_age: "Øvelseskjøring",
    needs: "Krever",
    tests: "Prøver",
    theory_test: "teori",
    practical_test: "praktisk",
    course_only: "bare kurs",
    years: "{n} år",
    need_tgk: "trafikalt grunnkurs",
    need_tgk_or_licence: "trafikalt grunnkurs eller annen førerrett",
    need_health: "helseattest",
    need_class: "klasse {class}",
    unverified: "ikke kontrollert",
    step_tgk: "Trafikalt grunnkurs",
    step_practice: "Øvelseskjøring",
    step_theory: "Teoriprøve",
    step_test: "Førerrett",
    open: "kan begynne",
    from: "fra {on}",
  },
  en: {
    class: "Class",
    min_age: "Age",
    practice_age: "Practice driving",
    needs: "Needs",
    tests: "Tests",
    theory_test: "theory",
    practical_test: "practical",
    course_only: "course only",
    years: "{n} years",
    need_tgk: "basic traffic course",
    need_tgk_or_licence: "basic traffic course or another licence",
    need_health: "health certificate",
    need_class: "class {class}",
    unverified: "not checked",
    step_tgk: "Basic traffic course",
    step_practice: "Practice driving",
    step_theory: "Theory test",
    step_test: "Licence",
    open: "may begin",
    from: "from {on}",
  },
});

export const problems: Coded = {
  nb: {
    ...reasons.nb,
    "curriculum.too_young_tgk": "Trafikalt grunnkurs kan begynne fra fylte {age} år, {on}.",
    "curriculum.too_young_practice":
      "Øvelseskjøring i klasse {class} er tillatt fra fylte {age} år, {on}.",
    "curriculum.too_young_theory":
      "Teoriprøven i klasse {class} kan tas fra {on}. Aldersgrensen for klassen er {age} år.",
    "curriculum.too_young_test": "Førerrett i klasse {class} kan gis fra fylte {age} år, {on}.",
    "curriculum.sooner":
      "Den som har hatt klasse {holding} i minst {years} år, kan få klasse {class} fra fylte {age} år, {on}.",
    "curriculum.unverified":
      "Opplæring i klasse {class} er slått av fordi reglene ikke er kontrollert mot forskriften ennå.",
    "curriculum.no_such_class": "Klassen fantes ikke på den dagen.",
  },
  en: {
    ...reasons.en,
    "curriculum.too_young_tgk": "The basic traffic course may begin at age {age}, on {on}.",
    "curriculum.too_young_practice":
      "Practice driving in class {class} is allowed from age {age}, on {on}.",
    "curriculum.too_young_theory":
      "The theory test in class {class} may be taken from {on}. The age limit of the class is {age}.",
    "curriculum.too_young_test": "A licence in class {class} may be given from age {age}, on {on}.",
    "curriculum.sooner":
      "Whoever has held class {holding} for at least {years} years may get class {class} from age {age}, on {on}.",
    "curriculum.unverified":
      "Training for class {class} is switched off because its rules have not been checked against the regulation yet.",
    "curriculum.no_such_class": "The class did not exist on that day.",
  },
};

export const sources: Coded = {
  nb: {
    "law.licence_regulation": "Førerkortforskriften (FOR-2004-01-19-298)",
    "law.training_practice": "Trafikkopplæringsforskriften (FOR-2004-10-01-1339) kapittel 2 og 3",
    "law.training_8_1": "Trafikkopplæringsforskriften (FOR-2004-10-01-1339) § 8-1",
    "law.theory_test": "Statens vegvesen, regler for teoriprøven",
    "law.training": "Trafikkopplæringsforskriften (FOR-2004-10-01-1339)",
    "law.training_7": "Trafikkopplæringsforskriften kapittel 7",
    "law.training_7_5": "Trafikkopplæringsforskriften § 7-5 om trinnvurdering",
    "law.training_9": "Trafikkopplæringsforskriften kapittel 9, motorsykkel",
    "law.training_10": "Trafikkopplæringsforskriften kapittel 10, moped",
    "law.training_11": "Trafikkopplæringsforskriften kapittel 11, klasse B",
    "law.training_11_8": "Trafikkopplæringsforskriften § 11-8, sikkerhetskurs på veg",
    "law.training_12": "Trafikkopplæringsforskriften kapittel 12, klasse BE",
    "law.training_13": "Trafikkopplæringsforskriften kapittel 13, klasse AM147",
    "law.training_14": "Trafikkopplæringsforskriften kapittel 14, klasse S",
    "law.training_15": "Trafikkopplæringsforskriften kapittel 15, klasse T",
    "law.training_heavy": "Trafikkopplæringsforskriften kapittel 16–28, tunge klasser",
    "law.practical_test": "Statens vegvesen, regler for praktisk prøve",
    "law.instructor_approval": "Vegtrafikkloven og trafikkopplæringsforskriften om trafikklærere",
    "curriculum.school_offer": "Skolens register",
  },
  en: {
    "law.licence_regulation": "The Driving Licence Regulation (FOR-2004-01-19-298)",
    "law.training_practice":
      "The Driver Training Regulation (FOR-2004-10-01-1339), chapters 2 and 3",
    "law.training_8_1": "The Driver Training Regulation (FOR-2004-10-01-1339) § 8-1",
    "law.theory_test": "The Norwegian Public Roads Administration, rules of the theory test",
    "law.training": "The Driver Training Regulation (FOR-2004-10-01-1339)",
    "law.training_7": "The Driver Training Regulation, chapter 7",
    "law.training_7_5": "The Driver Training Regulation § 7-5 on stage assessments",
    "law.training_9": "The Driver Training Regulation, chapter 9, motorcycles",
    "law.training_10": "The Driver Training Regulation, chapter 10, mopeds",
    "law.training_11": "The Driver Training Regulation, chapter 11, class B",
    "law.training_11_8": "The Driver Training Regulation § 11-8, safety course on the road",
    "law.training_12": "The Driver Training Regulation, chapter 12, class BE",
    "law.training_13": "The Driver Training Regulation, chapter 13, class AM147",
    "law.training_14": "The Driver Training Regulation, chapter 14, class S",
    "law.training_15": "The Driver Training Regulation, chapter 15, class T",
    "law.training_heavy": "The Driver Training Regulation, chapters 16–28, heavy classes",
    "law.practical_test": "The Norwegian Public Roads Administration, rules of the practical test",
    "law.instructor_approval":
      "The Road Traffic Act and the Driver Training Regulation on instructors",
    "curriculum.school_offer": "The school’s register",
  },
};
