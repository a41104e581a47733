import type { ClassCode } from "#worker/lib/fields.ts";
import type { Curriculum } from "../../steps/input.ts";
import { caseOf, willBeSettled } from "../case.ts";
import type { Facts } from "../input/why.ts";

type Asked = { classCode: ClassCode; kind: "lesson" | "assessment"; on: string };

/**
 * The step that a lesson or an assessment of a class is when nobody says more: ordinary driving of
 * the stage she is in on that day, or the assessment that ends it. A way without ordinary driving
 * has its first step that is open.
 */
export function naturalStep(
  facts: Facts,
  { classCode, kind, on }: Asked,
  law?: readonly Curriculum[],
): string | undefined {
  const found = caseOf(facts, classCode, on, law);
  if (!found) return undefined;
  const { steps } = found;
  const settled = (code: string) => {
    const step = steps.find((one) => one.step === code);
    return step === undefined || willBeSettled(facts, step, on);
  };
  const fitting = steps.filter((step) => step.kind === kind);
  // The last of them that nothing earlier of its class holds back: its stage is the one she is in.
  const reached = fitting.findLast(({ before }) =>
    before.every(({ step, rule }) => rule !== "stage" || settled(step)),
  );
  const open = fitting.find(({ step }) => !settled(step));
  const last = steps.filter(
    ({ stage, kind: what }) => stage > 1 && stage < 5 && what !== "practice",
  );
  const chosen = kind === "lesson" ? reached : (open ?? fitting.at(-1));
  return (chosen ?? last.find(({ step }) => !settled(step)) ?? last.at(-1))?.step;
}

/** The test that a class ends with, which a booked test is when nobody says more. */
export function lastTest(facts: Facts, classCode: ClassCode, on: string): string | undefined {
  return caseOf(facts, classCode, on)?.steps.findLast(({ stage }) => stage === 5)?.step;
}
