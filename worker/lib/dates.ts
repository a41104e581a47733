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
