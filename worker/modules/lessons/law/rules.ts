import { dayOf } from "#worker/lib/dates.ts";
import {
  type Approved,
  type Facts,
  naturalStep,
  refusals,
  type Why,
  whyNotStep,
} from "#worker/modules/curriculum/mod.ts";
import type { Lesson } from "../input.ts";
import { minutesOf } from "../rules.ts";

type Given = Pick<
  Lesson,
  "id" | "kind" | "classCode" | "step" | "startsAt" | "endsAt" | "attested"
>;
/** What is said of a lesson that is being attested. */
export type Told = Pick<NonNullable<Lesson["attested"]>, "outcome" | "step" | "minutes">;

/** Whether the curriculum may have something against it: training that has begun and was not off. */
export function isJudged({ status, startsAt }: Pick<Lesson, "status" | "startsAt">, now: string) {
  return startsAt <= now && (status === "booked" || status === "done");
}

/**
 * What the curriculum had against a lesson on its day, without the record of the lesson itself. It
 * has been given, so nothing refuses it any more: who attests is warned, and it stays to be seen.
 */
export function warningsOf(
  lesson: Given,
  { facts, approvals }: { facts: Facts; approvals: readonly Approved[] | undefined },
  told: Told | null = lesson.attested,
): Why[] {
  if (told && told.outcome !== "delivered") return [];
  const on = dayOf(lesson.startsAt);
  const step = told?.step ?? lesson.step ?? ordinary(lesson, facts, on);
  if (!step) return [];
  const own = facts.records.filter(({ bookingId }) => bookingId !== lesson.id);
  const minutes = told?.minutes ?? minutesOf(lesson);
  const against = whyNotStep({ ...facts, records: own }, step, { on, minutes, approvals });
  return refusals(against).map((why) => ({ ...why, weight: "warn" }));
}

function ordinary({ kind, classCode }: Given, facts: Facts, on: string): string | undefined {
  if (!classCode || (kind !== "lesson" && kind !== "assessment")) return undefined;
  return naturalStep(facts, { classCode, kind, on });
}
