import { dayOf } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Reason } from "#worker/lib/problem.ts";
import {
  type Facts as Learned,
  lastTest,
  naturalStep,
  refusals,
  whyNotStep,
} from "#worker/modules/curriculum/mod.ts";
import type { BookingKind } from "../input.ts";
import { lasts } from "./planned.ts";

// What the booking's own rules say already, in their words.
const said = ["not_her_class", "has_left", "not_approved"];

type What = { kind: BookingKind; classCode: ClassCode | null; step: string | null };
type Asked = What & { startsAt: string; endsAt: string };

/** Whether the curriculum has a say in such a booking. */
export const isTraining = ({ kind, classCode, step }: What): boolean =>
  step !== null || (classCode !== null && judged.includes(kind));
const judged: readonly BookingKind[] = ["lesson", "assessment", "test"];

/**
 * Why the curriculum does not let the student take that step on that day; nothing when it does. A
 * lesson that names no step is judged as the ordinary one of the stage she is in, a test as the one
 * that the class ends with.
 */
export function whyNotTrain(training: Learned | undefined, asked: Asked): Reason[] {
  const { startsAt, endsAt } = asked;
  if (!training || !isTraining(asked)) return [];
  const on = dayOf(startsAt);
  const step = asked.step ?? unsaid(training, asked, on);
  if (!step) return [];
  return refusals(whyNotStep(training, step, { on, minutes: lasts(startsAt, endsAt) }))
    .filter(({ rule }) => !said.includes(rule))
    .map(({ code, source, params, help }) => ({ code, source, params, help }));
}

/** The step that an assessment ends when nobody has chosen it: that of the stage she is in. */
export function meantStep(
  training: Learned | undefined,
  { kind, classCode, startsAt }: Pick<Asked, "kind" | "classCode" | "startsAt">,
): string | null {
  if (!training || kind !== "assessment" || !classCode) return null;
  return naturalStep(training, { classCode, kind, on: dayOf(startsAt) }) ?? null;
}

function unsaid(training: Learned, { kind, classCode }: What, on: string): string | undefined {
  if (!classCode) return undefined;
  if (kind === "test") return lastTest(training, classCode, on);
  const taught = kind === "lesson" || kind === "assessment";
  return taught ? naturalStep(training, { classCode, kind, on }) : undefined;
}
