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
