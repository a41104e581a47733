import { addDays } from "#worker/lib/dates.ts";
import { doneOf, isSettled, type StepCase, willBeSettled } from "../case.ts";
import type { Why } from "../input/why.ts";
import { refuse, warn } from "../say.ts";

/** What the curriculum wants done before the step, and how long before. */
export function whyNotTheOrder(c: StepCase): Why[] {
  const { step, steps, facts, on } = c;
  return step.before.flatMap(({ step: code, rule }) => {
    const first = steps.find((one) => one.step === code);
    if (!first) return [];
    const params = { step: code };
    if (isSettled(facts, first, on)) {
      const last = doneOf(facts, first, on).at(-1)?.on ?? on;
      const from = addDays(last, step.waitDays);
      const waits = step.waitDays > 0 && from > on;
      const wait = { rule: "wait", source: step.source, params: { ...params, on: from } };
      return [...(waits ? [refuse(wait)] : []), ...advice(c, code)];
    }
    if (willBeSettled(facts, first, on))
      return [warn({ rule: "planned_first", source: step.source, params })];
    return [refuse({ rule, source: step.source, params })];
  });
}

/** The assessment's advice binds nobody: the student decides, and is told. */
function advice({ facts, on, step }: StepCase, code: string): Why[] {
  const last = facts.records
    .filter((row) => row.step === code && row.on <= on)
    .toSorted((a, b) => (a.on < b.on ? 1 : -1))[0];
  if (last?.recommendation !== "not_yet") return [];
  return [
    warn({
      rule: "not_recommended",
      source: "law.training_7_5",
      params: { step: code, next: step.step },
    }),
  ];
}

/** The track course belongs near the end of its stage. */
export function whyNotTheTrack({ step, steps, facts, on }: StepCase): Why[] {
  const lesson = steps.find((one) => one.stage === step.stage && one.kind === "lesson");
  if (step.kind !== "track" || !lesson || doneOf(facts, lesson, on).length > 0) return [];
  return [warn({ rule: "track_early", source: step.source, params: { step: lesson.step } })];
}
