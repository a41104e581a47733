import { addMonths, ageOn, birthday } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { LicenceClass, Step } from "./input.ts";
import { basicCourse, licenceClasses } from "./law.ts";
import { newest } from "./newest.ts";

/** One class as the law has it on a day. */
export function classOn(
  code: ClassCode,
  on: string,
  law: readonly LicenceClass[] = licenceClasses,
): LicenceClass | undefined {
  return newest(
    law.filter((row) => row.code === code),
    on,
  );
}

/** Every class as the law has it on a day, in the order of the law. */
export function classesOn(
  on: string,
  law: readonly LicenceClass[] = licenceClasses,
): LicenceClass[] {
  const codes = [...new Set(law.map((row) => row.code))];
  return codes.flatMap((code) => classOn(code, on, law) ?? []);
}

/** The steps to a class in their order, and from which day somebody is old enough for each. */
export function stepsTo(birthDate: string, code: ClassCode, on: string): Step[] {
  const law = classOn(code, on);
  if (!law) return [];
  const step = (name: Step["name"], age: number, source: string, from: string): Step => ({
    name,
    age,
    from,
    open: from <= on,
    source,
  });
  const at = (age: number) => birthday(birthDate, age);
  const course = needsBasicCourse(law, birthDate, on);
  return [
    ...(course ? [step("tgk", course.minAge, course.source, at(course.minAge))] : []),
    ...(law.practiceAge === null
      ? []
      : [step("practice", law.practiceAge, "law.training_practice", at(law.practiceAge))]),
    ...(law.theoryTest
      ? [
          step(
            "theory",
            law.minAge,
            "law.theory_test",
            addMonths(at(law.minAge), -law.theoryMonthsBefore),
          ),
        ]
      : []),
    step("test", law.minAge, law.source, at(law.minAge)),
  ];
}

/** What somebody is too young for on the way to a class, and when that changes. */
export function whyNotClass(birthDate: string, code: ClassCode, on: string): Reason[] {
  const law = classOn(code, on);
  if (!law) return [{ code: "curriculum.no_such_class", source: "law.licence_regulation" }];
  const closed = stepsTo(birthDate, code, on)
    .filter((step) => !step.open)
    .map(({ name, age, from, source }) => ({
      code: `curriculum.too_young_${name}`,
      source,
      params: { class: code, age, on: from },
    }));
  const { sooner } = law;
  const way = sooner && { ...sooner, class: code, on: birthday(birthDate, sooner.age) };
  return [
    ...whyNotOffer(law),
    ...closed,
    ...(way && closed.some((reason) => reason.code === "curriculum.too_young_test")
      ? [{ code: "curriculum.sooner", source: law.source, params: way }]
      : []),
  ];
}

/** Why a school may not offer a class; nothing when it may. */
export function whyNotOffer(law: LicenceClass): Reason[] {
  if (law.available) return [];
  return [{ code: "curriculum.unverified", source: law.source, params: { class: law.code } }];
}

/** The basic course asked of somebody that old; nothing where another licence must come first. */
function needsBasicCourse(law: LicenceClass, birthDate: string, on: string) {
  const asked = law.needs.includes("tgk") || law.needs.includes("tgk_or_licence");
  const course = newest(basicCourse, on);
  if (!asked || !course || ageOn(birthDate, on) >= course.notNeededFrom) return undefined;
  return course;
}
