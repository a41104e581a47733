import {
  addDays,
  addMonths,
  daysBetween,
  firstOfMonth,
  mondayOf,
  weekOf,
} from "#worker/lib/dates.ts";
import type { CalendarView } from "./input.ts";

/** Days from the first to the one after the last. */
export type DayRange = { from: string; to: string };

/** How many days a list shows. */
export const AGENDA_DAYS = 14;

/** The days that a view of a day shows: a month is shown in whole weeks. */
export function rangeOf(view: CalendarView, date: string): DayRange {
  if (view === "day") return { from: date, to: addDays(date, 1) };
  if (view === "week") return { from: mondayOf(date), to: addDays(mondayOf(date), 7) };
  if (view === "agenda") return { from: date, to: addDays(date, AGENDA_DAYS) };
  const next = addMonths(firstOfMonth(date), 1);
  return { from: mondayOf(firstOfMonth(date)), to: addDays(mondayOf(addDays(next, -1)), 7) };
}

/** The day that the arrows lead to: one view earlier (-1) or later (1). */
export function stepFrom(view: CalendarView, date: string, step: -1 | 1): string {
  if (view === "month") return addMonths(firstOfMonth(date), step);
  const { from, to } = rangeOf(view, date);
  return addDays(date, step * daysBetween(from, to));
}

/** The ISO weeks of some days, in their order. */
export function weeksIn({ from, to }: DayRange): number[] {
  const weeks: number[] = [];
  for (let monday = mondayOf(from); monday < to; monday = addDays(monday, 7))
    weeks.push(weekOf(monday).week);
  return weeks;
}
