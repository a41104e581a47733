import { addDays, dayOf, weekdayOf } from "#worker/lib/dates.ts";
import { isWorkingDay } from "#worker/lib/holidays.ts";

/** The n-th Tuesday, from 0, that is no holiday, two months and more ahead of whenever this runs. */
export function tuesday(n = 0): string {
  let day = addDays(dayOf(new Date().toISOString()), 60);
  for (let left = n; ; day = addDays(day, 1)) {
    if (weekdayOf(day) !== 2 || !isWorkingDay(day)) continue;
    if (left-- === 0) return day;
  }
}

/** The birth date of somebody who is that old, and will be for half a year yet. */
export function bornAgo(years: number): string {
  const halfYearAgo = addDays(dayOf(new Date().toISOString()), -182);
  const year = Number(halfYearAgo.slice(0, 4)) - years;
  return `${year}${halfYearAgo.slice(4).replace("-02-29", "-02-28")}`;
}
