import { DAY, shift } from "#worker/lib/clock.ts";
import { instantAt, weekdayOf } from "#worker/lib/dates.ts";
import type { FieldErrors, Reason } from "#worker/lib/problem.ts";

export type Span = { starts: string; ends: string };
export type Plan = {
  hours: readonly (Span & { weekday: number })[];
  exceptions: readonly { onDate: string; spans: readonly Span[] }[];
};

/** When somebody works on a day: what is said of that day, else what her weekday says. */
export function spansOn({ hours, exceptions }: Plan, day: string): readonly Span[] {
  const special = exceptions.find((one) => one.onDate === day);
  if (special) return special.spans;
  return hours.filter(({ weekday }) => weekday === weekdayOf(day));
}

/** Whether somebody has told when she works at all; nobody is outside hours that do not exist. */
export const hasPlan = ({ hours, exceptions }: Plan) => hours.length + exceptions.length > 0;

/** Whether a stretch lies within one span of the day it begins on. */
export function worksAt(plan: Plan, day: string, startsAt: string, endsAt: string): boolean {
  return spansOn(plan, day).some(
    ({ starts, ends }) => instantAt(day, starts) <= startsAt && instantAt(day, ends) >= endsAt,
  );
}

/** The hours of a day as people read them: "08:00-12:00, 12:30-16:00". */
export const spoken = (spans: readonly Span[]) =>
  spans.map(({ starts, ends }) => `${starts}–${ends}`).join(", ");

// Illness is told of afterwards too, and a leave of absence may last for more than a year.
const BACK = 31 * DAY;
const LONGEST = 400 * DAY;

/** What is wrong with the times of an absence, by field. */
export function wrongTimes(
  { startsAt, endsAt }: { startsAt: string; endsAt: string },
  now: string,
): FieldErrors {
  const lasts = Date.parse(endsAt) - Date.parse(startsAt);
  if (lasts <= 0) return { endsAt: "absences.ends_first" };
  if (lasts > LONGEST) return { endsAt: "absences.too_long" };
  if (endsAt < shift(now, -BACK)) return { startsAt: "absences.long_ago" };
  return startsAt > shift(now, 2 * LONGEST) ? { startsAt: "absences.too_far" } : {};
}

/** What is wrong with the hours of a day, by field: each span ends after it begins, none overlap. */
export function wrongSpans(spans: readonly Span[], onDate: string, today: string): FieldErrors {
  if (onDate < today) return { onDate: "absences.past_day" };
  const turned = spans.some(({ starts, ends }) => starts >= ends);
  if (turned) return { spans: "absences.span_ends_first" };
  const inOrder = spans.toSorted((a, b) => (a.starts < b.starts ? -1 : 1));
  const overlap = inOrder.some(({ ends }, n) => (inOrder[n + 1]?.starts ?? "99") < ends);
  return overlap ? { spans: "absences.spans_overlap" } : {};
}

/** Why an absence cannot be changed any more; nothing when it can. */
export function whyNotChange({ cancelledAt }: { cancelledAt: string | null }): Reason[] {
  return cancelledAt === null
    ? []
    : [{ code: "absences.called_off", source: "bookings.school_calendar" }];
}

type Booked = { startsAt: string; endsAt: string; student: string | null; title: string | null };

/** Lessons of a day that lie outside the hours that are about to hold. */
export function outsideOf(
  spans: readonly Span[],
  day: string,
  booked: readonly Booked[],
): Reason[] {
  const plan = { hours: [], exceptions: [{ onDate: day, spans }] };
  return booked
    .filter(({ startsAt, endsAt }) => !worksAt(plan, day, startsAt, endsAt))
    .map(({ startsAt, student, title }) => ({
      code: "absences.lesson_outside",
      source: "bookings.school_calendar",
      params: { at: startsAt, name: student ?? title ?? "–" },
    }));
}
