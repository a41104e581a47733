import type { Requirement } from "../../steps/input.ts";
import { doneOf, isExempt, type StepCase, stateOf } from "../case.ts";
import type { Why } from "../input/why.ts";
import { refuse, warn } from "../say.ts";
import { darkness } from "./season.ts";

/** How long, over how many days, in which months and with how many at once. */
export function whyNotTheAmount(c: StepCase): Why[] {
  const { step, at } = c;
  const { source } = step;
  const { group } = step;
  return [
    ...again(c),
    ...(step.minutes !== 0 && at.minutes !== undefined ? tooShort(c, at.minutes) : []),
    ...(step.dark ? lightNow(step, at.on) : []),
    ...(group && at.group !== undefined && at.group > group.max
      ? [
          at.group > group.max + group.extra
            ? refuse({
                rule: "group_too_big",
                source,
                params: { max: group.max + group.extra, group: at.group },
              })
            : warn({ rule: "group_extra", source, params: { max: group.max, extra: group.extra } }),
        ]
      : []),
  ];
}

function again({ step, facts, on }: StepCase): Why[] {
  if (step.minutes === 0) return [];
  const params = { step: step.step };
  const { source } = step;
  const rows = doneOf(facts, step, on);
  if (rows.length > 0 && stateOf(step, rows).complete)
    return [warn({ rule: "done_already", source, params })];
  return isExempt(facts, step, on) ? [warn({ rule: "exempt", source, params })] : [];
}

function tooShort({ step, facts, on }: StepCase, minutes: number): Why[] {
  const { source, sessions } = step;
  const wanted = step.minutes ?? 0;
  if (step.whole && minutes < wanted)
    return [refuse({ rule: "too_short", source, params: { minutes: wanted } })];
  const rows = doneOf(facts, step, on);
  const { days, complete, missing } = stateOf(step, rows);
  const now = days + (rows.some((row) => row.on === on) ? 0 : 1);
  if (complete || minutes < missing.minutes || now >= sessions) return [];
  return [refuse({ rule: "too_few_days", source, params: { sessions, days: now } })];
}

function lightNow(step: Requirement, on: string): Why[] {
  const { inside, begins, ends, source } = darkness(on);
  if (inside) return [];
  return [
    refuse({ rule: "not_dark", source, params: { step: step.step, on: begins, until: ends } }),
  ];
}

/** Whether the instructor may teach the step on that day. */
export function whyNotTheInstructor({ step, at, on, classCode }: StepCase): Why[] {
  const { approvals } = at;
  if (!approvals || step.stage === 5 || step.kind === "practice") return [];
  const source = "law.instructor_approval";
  if (step.stage === 1 && step.name === "first_aid")
    return [warn({ rule: "first_aid_teacher", source, params: { step: step.step } })];
  // The basic course prepares for every class.
  const anyClass = step.stage === 1 && step.minAge !== null;
  const fits = approvals.filter((one) => anyClass || one.classCode === classCode);
  const holds = fits.some(
    (one) => one.approvedFrom <= on && (one.approvedTo === null || one.approvedTo >= on),
  );
  return holds ? [] : [refuse({ rule: "not_approved", source, params: { class: classCode, on } })];
}
