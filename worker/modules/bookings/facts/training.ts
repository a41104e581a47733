import { dayOf } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Reason } from "#worker/lib/problem.ts";
import {
  type Facts as Learned,
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
  step !== null || (classCode !== null && (kind === "lesson" || kind === "assessment"));

/**
 * Why the curriculum does not let the student take that step on that day; nothing when it does. A
 * lesson that names no step is judged as the ordinary one of the stage she is in.
 */
export function whyNotTrain(training: Learned | undefined, asked: Asked): Reason[] {
  const { kind, classCode, startsAt, endsAt } = asked;
  if (!training || !isTraining(asked)) return [];
  const on = dayOf(startsAt);
  const ordinary = kind === "lesson" || kind === "assessment" ? kind : undefined;
  const natural = ordinary && classCode && naturalStep(training, { classCode, kind: ordinary, on });
  const step = asked.step ?? natural;
  if (!step) return [];
  return refusals(whyNotStep(training, step, { on, minutes: lasts(startsAt, endsAt) }))
    .filter(({ rule }) => !said.includes(rule))
    .map(({ code, source, params, help }) => ({ code, source, params, help }));
}
