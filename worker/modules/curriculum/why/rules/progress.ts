import type { ClassCode } from "#worker/lib/fields.ts";
import type { Route } from "../../steps/input.ts";
import { curriculaOf, hasUpgrade } from "../../steps/rules.ts";
import { caseOf, doneOf, isExempt, stateOf } from "../case.ts";
import type { ClassProgress, StepChange, StepProgress } from "../input/progress.ts";
import type { Facts, Why } from "../input/why.ts";
import { whyNotStep } from "./step.ts";

/** How far a student has come in a class, stage by stage, and what is missing. */
export function progressOf(
  facts: Facts,
  classCode: ClassCode,
  on: string,
): ClassProgress | undefined {
  const found = caseOf(facts, classCode, on);
  if (!found) return undefined;
  const { curriculum, route, steps: all } = found;
  const plan = facts.plans.find((one) => one.classCode === classCode);
  const steps = all.map((step): StepProgress => {
    const rows = doneOf(facts, step, on);
    const { minutes, credited, missing, complete } = stateOf(step, rows);
    const free = step.minutes === 0;
    const exempt = !complete && isExempt(facts, step, on);
    const why = complete && !free ? [] : whyNotStep(facts, step.step, { on });
    const test = step.stage === 5 && passed(facts, classCode, step.kind);
    const state =
      test || (complete && !free)
        ? credited
          ? "credited"
          : "done"
        : exempt
          ? "exempt"
          : free && step.stage < 5
            ? "free"
            : minutes > 0
              ? "begun"
              : "open";
    const closed = why.some((one) => one.weight === "refuse");
    return { requirement: step, state, minutes, missing, why: test ? [] : why, closed };
  });
  const counted = steps.filter(({ requirement: { stage, minutes } }) => stage < 5 && minutes !== 0);
  const settled = counted.filter(isBehind);
  const last = steps.findLast(({ requirement }) => requirement.stage === 5);
  return {
    classCode,
    version: curriculum.validFrom,
    verified: curriculum.verified,
    route,
    startedOn: plan?.startedOn ?? null,
    versions: curriculaOf(classCode).map((one) => one.validFrom),
    upgrade: hasUpgrade(curriculum),
    steps,
    stages: [...Map.groupBy(counted, ({ requirement }) => requirement.stage)]
      .map(([stage, own]) => ({ stage, done: own.filter(isBehind).length, of: own.length }))
      .toSorted((a, b) => a.stage - b.stage),
    missing: counted.filter((step) => !settled.includes(step)).map((s) => s.requirement.step),
    done: settled.length,
    of: counted.length,
    ready: last ? !last.closed && last.state === "open" : settled.length === counted.length,
    finished: last ? last.state === "done" : settled.length === counted.length,
  };
}

const isBehind = ({ state }: StepProgress) => ["done", "credited", "exempt"].includes(state);

const passed = (facts: Facts, classCode: ClassCode, kind: string): boolean =>
  facts.papers.some((one) => one.kind === kind && one.classCode === classCode && one.passed);

type To = { classCode: ClassCode; version: string; route: Route };

/** What a move to another curriculum, or by another way, would change of what is asked of her. */
export function compareVersions(facts: Facts, to: To, on: string): StepChange[] {
  const { classCode } = to;
  const others = facts.plans.filter((one) => one.classCode !== classCode);
  const now = facts.plans.find((one) => one.classCode === classCode);
  const moved = { ...facts, plans: [...others, { startedOn: now?.startedOn ?? on, ...to }] };
  const [before, after] = [progressOf(facts, classCode, on), progressOf(moved, classCode, on)];
  const codes = [...(before?.steps ?? []), ...(after?.steps ?? [])].map((s) => s.requirement.step);
  const find = (progress: ClassProgress | undefined, code: string) =>
    progress?.steps.find((one) => one.requirement.step === code);
  return [...new Set(codes)].flatMap((step): StepChange[] => {
    const [a, b] = [find(before, step), find(after, step)];
    const same = a?.requirement.minutes === b?.requirement.minutes && a?.state === b?.state;
    if (same && (a === undefined) === (b === undefined)) return [];
    return [
      {
        step,
        minutes: [a?.requirement.minutes ?? null, b?.requirement.minutes ?? null],
        state: [a?.state ?? null, b?.state ?? null],
      },
    ];
  });
}

/** Everything that still stands between a student and a test. */
export function whyNotReady(facts: Facts, classCode: ClassCode, on: string): Why[] {
  const last = progressOf(facts, classCode, on)?.steps.at(-1);
  return last && last.requirement.stage === 5 ? last.why : [];
}
