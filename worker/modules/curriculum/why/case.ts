import { birthday } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { LicenceClass } from "../input.ts";
import { classOn } from "../rules.ts";
import type { Curriculum, Requirement, Route } from "../steps/input.ts";
import { curricula } from "../steps/law.ts";
import { classOfStep, curriculumOn, stepsOf } from "../steps/rules.ts";
import type { Done, Facts, Occasion } from "./input/why.ts";

/** One class of one student on a day: her curriculum, and what she has done of it until then. */
export type Case = {
  facts: Facts;
  on: string;
  classCode: ClassCode;
  law: LicenceClass;
  curriculum: Curriculum;
  route: Route;
  steps: readonly Requirement[];
};
export type StepCase = Case & { step: Requirement; at: Occasion };

/** The case of a class on a day; nothing where the law had no such class then. */
export function caseOf(
  facts: Facts,
  classCode: ClassCode,
  on: string,
  all: readonly Curriculum[] = curricula,
): Case | undefined {
  const plan = facts.plans.find((one) => one.classCode === classCode);
  const law = classOn(classCode, on);
  const curriculum = curriculumOn(classCode, plan?.version ?? on, all);
  if (!law || !curriculum) return undefined;
  const route = plan?.route ?? "full";
  return { facts, on, classCode, law, curriculum, route, steps: stepsOf(curriculum, route) };
}

/** The case of one step; nothing where her curriculum has no such step. */
export function stepCase(
  facts: Facts,
  code: string,
  at: Occasion,
  all?: readonly Curriculum[],
): StepCase | undefined {
  const classCode = classOfStep(code);
  const found = classCode && caseOf(facts, classCode, at.on, all);
  const step = found?.steps.find((one) => one.step === code);
  return found && step ? { ...found, step, at } : undefined;
}

// A course that every class shares is done once, whatever class it was taken for.
const sharedNames = ["1.tgk", "1.first_aid", "1.dark"];
const nameIn = (code: string) => code.slice(code.indexOf(".") + 1);

/** What she has done of a step until the day of the case, that day included. */
export function doneOf(facts: Facts, { step, stage, name }: Requirement, on: string): Done[] {
  const shared = sharedNames.includes(`${stage}.${name}`);
  return facts.records.filter(
    (row) => row.on <= on && (row.step === step || (shared && nameIn(row.step) === nameIn(step))),
  );
}

/** How much of a step is done, and what is missing of it. */
export function stateOf(step: Requirement, rows: readonly Done[]) {
  const counted = step.whole ? Math.max(0, ...rows.map((row) => row.minutes)) : sum(rows);
  const days = new Set(rows.map((row) => row.on)).size;
  const attended = new Set(rows.flatMap((row) => row.themes));
  const credited = rows.some((row) => row.source === "credit");
  const missing = {
    minutes: Math.max(0, (step.minutes ?? (rows.length ? 0 : 1)) - counted),
    sessions: rows.length > 0 && credited ? 0 : Math.max(0, step.sessions - days),
    themes: step.themes.filter((theme) => !attended.has(theme)),
  };
  const whole = missing.minutes === 0 && missing.sessions === 0 && missing.themes.length === 0;
  return { minutes: sum(rows), days, credited, missing, complete: credited || whole };
}

const sum = (rows: readonly Done[]) => rows.reduce((all, row) => all + row.minutes, 0);

/** Whether a licence is held on a day, of one of these classes, and for so many years. */
export function holds(facts: Facts, classes: readonly ClassCode[], on: string, years = 0): boolean {
  return facts.papers.some(
    (paper) =>
      paper.kind === "licence" &&
      paper.classCode !== null &&
      classes.includes(paper.classCode) &&
      birthday(paper.on, years) <= on &&
      (paper.until === null || paper.until >= on),
  );
}

/** Whether the law lets her off a step: by her age, or by a licence she has. */
export function isExempt(facts: Facts, { exempt, classCode }: Requirement, on: string): boolean {
  const others = exempt.holding.filter((one) => one !== classCode);
  if (exempt.age !== null && birthday(facts.birthDate, exempt.age) <= on) return true;
  return others.length > 0 && holds(facts, others, on);
}

/** Done, or not asked of her. */
export function isSettled(facts: Facts, step: Requirement, on: string): boolean {
  if (step.minutes === 0) return true;
  return isExempt(facts, step, on) || stateOf(step, doneOf(facts, step, on)).complete;
}

/** Settled once what is booked before that day has been held. */
export function willBeSettled(facts: Facts, step: Requirement, on: string): boolean {
  const planned = facts.planned ?? [];
  return isSettled({ ...facts, records: [...facts.records, ...planned] }, step, on);
}
