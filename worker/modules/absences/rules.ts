import { instantAt, weekdayOf } from "#worker/lib/dates.ts";

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
