import type { ClassCode } from "#worker/lib/fields.ts";
import type { LicenceClass } from "./input.ts";

// The licence classes as dated data. When the law changes, a row with the new day is added and the
// old one stays: the newest row that has begun holds, and what was true before can still be asked.

/** The day Norway took over the classes and ages of the third driving-licence directive. */
const SINCE = "2013-01-19";

const base = {
  validFrom: SINCE,
  sooner: null,
  theoryTest: true,
  theoryMonthsBefore: 6,
  practicalTest: true,
  source: "law.licence_regulation",
  verified: true,
  available: true,
} as const;

// Ages and tests of the heavy classes were never read in the law itself, so nobody may offer them.
const heavy = { ...base, practiceAge: null, verified: false, available: false } as const;
const small = { theoryMonthsBefore: 0, practicalTest: false } as const;

function row(
  code: ClassCode,
  more: Omit<LicenceClass, "code" | keyof typeof base>,
  change?: Partial<LicenceClass>,
): LicenceClass {
  return { ...base, code, ...more, ...change };
}

export const licenceClasses: readonly LicenceClass[] = [
  row("AM146", { kind: "moped", minAge: 16, practiceAge: 15, needs: ["tgk"] }, small),
  row(
    "AM147",
    { kind: "moped", minAge: 16, practiceAge: 16, needs: ["tgk"] },
    { ...small, verified: false },
  ),
  row(
    "S",
    { kind: "snowmobile", minAge: 16, practiceAge: 15, needs: ["tgk"] },
    { ...small, verified: false },
  ),
  row("A1", { kind: "motorcycle", minAge: 16, practiceAge: 15, needs: ["tgk_or_licence"] }),
  row("A2", { kind: "motorcycle", minAge: 18, practiceAge: 16, needs: ["tgk_or_licence"] }),
  row(
    "A",
    { kind: "motorcycle", minAge: 24, practiceAge: 22, needs: ["tgk_or_licence"] },
    { sooner: { age: 20, holding: "A2", years: 2 } },
  ),
  row("B", { kind: "car", minAge: 18, practiceAge: 16, needs: ["tgk"] }),
  row(
    "B96",
    { kind: "trailer", minAge: 18, practiceAge: null, needs: ["B"] },
    { theoryTest: false, practicalTest: false },
  ),
  row(
    "BE",
    { kind: "trailer", minAge: 18, practiceAge: null, needs: ["B"] },
    { theoryTest: false },
  ),
  row("C1", { kind: "lorry", minAge: 18, practiceAge: null, needs: ["B", "health"] }, heavy),
  row(
    "C1E",
    { kind: "lorry", minAge: 18, practiceAge: null, needs: ["C1"] },
    { ...heavy, theoryTest: false },
  ),
  row("C", { kind: "lorry", minAge: 21, practiceAge: null, needs: ["B", "health"] }, heavy),
  row("CE", { kind: "lorry", minAge: 21, practiceAge: null, needs: ["C"] }, heavy),
  row("D1", { kind: "bus", minAge: 21, practiceAge: null, needs: ["B", "health"] }, heavy),
  row(
    "D1E",
    { kind: "bus", minAge: 21, practiceAge: null, needs: ["D1"] },
    { ...heavy, theoryTest: false },
  ),
  row("D", { kind: "bus", minAge: 24, practiceAge: null, needs: ["B", "health"] }, heavy),
  row(
    "DE",
    { kind: "bus", minAge: 24, practiceAge: null, needs: ["D"] },
    { ...heavy, theoryTest: false },
  ),
  row("T", { kind: "tractor", minAge: 16, practiceAge: 15, needs: ["tgk"] }),
];

/** The basic traffic course: from which age, and from which age it is no longer asked for. */
export const basicCourse = [
  { validFrom: "2005-01-01", minAge: 15, notNeededFrom: 25, source: "law.training_8_1" },
] as const;

/** The months in which the course in the dark is held, and outside of which practice goes without. */
export const darkSeasons = [
  { validFrom: "2005-01-01", first: "11-01", last: "03-15", source: "law.training_8_1" },
] as const;

/** How long a passed theory test holds, and how long a failed one keeps from the next. */
export const testRules = [
  {
    validFrom: "2005-01-01",
    theoryYears: 3,
    theoryWaitDays: 14,
    practicalWaitDays: 28,
    theorySource: "law.theory_test",
    practicalSource: "law.practical_test",
  },
] as const;

/** Which class, held for how long, opens the short way to another. */
export const upgrades = [
  { validFrom: "2013-01-19", classCode: "A", holding: "A2", years: 2, source: "law.training_9" },
  { validFrom: "2013-01-19", classCode: "A2", holding: "A1", years: 2, source: "law.training_9" },
] as const;
