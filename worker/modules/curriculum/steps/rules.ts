import { type ClassCode, classCodes } from "#worker/lib/fields.ts";
import type { Curriculum, Requirement, Route } from "./input.ts";
import { curricula } from "./law.ts";

/** The class a step belongs to: what stands before its first dot. */
export function classOfStep(step: string): ClassCode | undefined {
  const code = step.split(".")[0];
  return classCodes.find((one) => one === code);
}

/** Every curriculum of a class, newest first. */
export function curriculaOf(
  classCode: ClassCode,
  law: readonly Curriculum[] = curricula,
): Curriculum[] {
  return law
    .filter((one) => one.classCode === classCode)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
}

/** The curriculum for whoever starts on a day: the newest that has begun, else the oldest known. */
export function curriculumOn(
  classCode: ClassCode,
  on: string,
  law: readonly Curriculum[] = curricula,
): Curriculum | undefined {
  const all = curriculaOf(classCode, law);
  return all.find((one) => one.validFrom <= on) ?? all.at(-1);
}

/** What a route asks for: its own steps, or everything but the other route's. */
export function stepsOf(curriculum: Curriculum, route: Route): Requirement[] {
  return curriculum.steps.filter((step) => step.route === route);
}

/** Whether a class can be reached by the short way at all. */
export function hasUpgrade(curriculum: Curriculum): boolean {
  return curriculum.steps.some((step) => step.route === "upgrade");
}

/** What must be trained at the school, in the law's order: no tests, and no driving at will. */
export function mandatoryOf(steps: readonly Requirement[]): Requirement[] {
  return steps.filter((step) => step.stage < 5 && step.minutes !== 0);
}
