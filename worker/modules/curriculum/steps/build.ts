import type { ClassCode } from "#worker/lib/fields.ts";
import type { Requirement } from "./input.ts";

/** A teaching lesson in minutes. */
export const LESSON = 45;
export const lessons = (n: number): number => n * LESSON;

type Said = "stage" | "name" | "kind" | "minutes" | "source";
type Given = Pick<Requirement, Said> & Partial<Requirement>;

const nothing: Omit<Requirement, Said | "step" | "classCode"> = {
  route: "full",
  driving: 0,
  sessions: 1,
  themes: [],
  whole: false,
  dark: false,
  minAge: null,
  before: [],
  waitDays: 0,
  exempt: { age: null, holding: [] },
  group: null,
  verified: true,
};

/** A step of a class before the class is known: the law repeats itself from class to class. */
export type Part = (classCode: ClassCode) => Requirement;

/** A step; `before` names the earlier ones by stage and name, with the rule that wants them. */
export function part(given: Given): Part {
  return (classCode) => ({
    ...nothing,
    ...given,
    classCode,
    step: `${classCode}.${given.stage}.${given.name}`,
    themes: [...(given.themes ?? [])],
    before: (given.before ?? []).map(({ step, rule }) => ({ step: `${classCode}.${step}`, rule })),
  });
}

/** Must be done before, by that rule. */
export const after = (rule: string, ...steps: string[]) => steps.map((step) => ({ step, rule }));

/** The same steps, as far as anybody knows. */
export const unchecked = (parts: readonly Part[]): Part[] =>
  parts.map((make) => (classCode) => ({ ...make(classCode), verified: false }));
