import { Temporal } from "temporal-polyfill";

/** The wall clock of every school: law, deadlines and calendars count in it. */
export const ZONE = "Europe/Oslo";

/** The calendar day in Norway at an instant, `YYYY-MM-DD`. */
export function dayOf(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(ZONE).toPlainDate().toString();
}

/** A day some days away from another. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The birthday on which somebody reaches an age; 29 February becomes 28 February. */
export function birthday(birthDate: string, age: number): string {
  return Temporal.PlainDate.from(birthDate).add({ years: age }).toString();
}

/** Whole years lived on a day. */
export function ageOn(birthDate: string, day: string): number {
  return Temporal.PlainDate.from(birthDate).until(day, { largestUnit: "years" }).years;
}

/** Days from one day to another; negative when the second lies before the first. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: "days" }).days;
}

/** ISO weekday of a day: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** A day some months away from another; where that month is shorter, its last day. */
export function addMonths(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** The instant of a wall time in Norway. A time that a clock change skips is the one after it. */
export function instantAt(day: string, time = "00:00"): string {
  const wall = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time));
  return wall.toZonedDateTime(ZONE).toInstant().toString({ smallestUnit: "millisecond" });
}

/** The wall time in Norway at an instant, `HH:MM`. */
export function timeOf(instant: string): string {
  const wall = Temporal.Instant.from(instant).toZonedDateTimeISO(ZONE);
  return wall.toPlainTime().toString({ smallestUnit: "minute" });
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

/** The ISO week of a day; around New Year it may belong to the year before or after. */
export function weekOf(day: string): { week: number; year: number } {
  const date = Temporal.PlainDate.from(day);
  return { week: date.weekOfYear ?? 0, year: date.yearOfWeek ?? 0 };
}

/** The first day of a day's month. */
export function firstOfMonth(day: string): string {
  return Temporal.PlainDate.from(day).with({ day: 1 }).toString();
}

/** Days in a row, the first one included. */
export function daysFrom(day: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => addDays(day, i));
}
