import { addDays } from "#worker/lib/dates.ts";
import { darkSeasons } from "../../law.ts";
import { newest } from "../../newest.ts";

/** The dark months around a day: whether it lies in them, and when they begin and end next. */
export function darkness(on: string) {
  const season = newest(darkSeasons, on) ?? darkSeasons[0];
  const { first, last, source } = season;
  const day = on.slice(5);
  const inside = first > last ? day >= first || day <= last : day >= first && day <= last;
  const year = Number(on.slice(0, 4));
  const next = (monthDay: string) => `${day <= monthDay ? year : year + 1}-${monthDay}`;
  return {
    inside,
    source,
    /** The first day of the next dark months, and the last day of these or the next. */
    begins: next(first),
    ends: next(last),
    /** The first light day after these dark months. */
    lightFrom: addDays(next(last), 1),
  };
}
