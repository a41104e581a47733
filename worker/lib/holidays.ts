import { Temporal } from "temporal-polyfill";
import { weekdayOf } from "./dates.ts";

/**
 * The days on which Norway rests, by the act on holy days (LOV-1995-02-24-12 § 2) and the act on
 * 1 and 17 May (LOV-1947-04-26-1 § 1). Sundays are such days too, and not in the list.
 */
export const holidays = [
  "new_year",
  "maundy_thursday",
  "good_friday",
  "easter_sunday",
  "easter_monday",
  "labour_day",
  "constitution_day",
  "ascension",
  "whit_sunday",
  "whit_monday",
  "christmas_day",
  "boxing_day",
] as const;
export type Holiday = (typeof holidays)[number];

const fixed = {
  "01-01": "new_year",
  "05-01": "labour_day",
  "05-17": "constitution_day",
  "12-25": "christmas_day",
  "12-26": "boxing_day",
} as const satisfies Record<string, Holiday>;

/** Days after Easter Sunday. */
const movable = {
  [-3]: "maundy_thursday",
  [-2]: "good_friday",
  0: "easter_sunday",
  1: "easter_monday",
  39: "ascension",
  49: "whit_sunday",
  50: "whit_monday",
} as const satisfies Record<number, Holiday>;

/** Easter Sunday of a year, by the Gregorian rule (Meeus, Jones and Butcher). */
export function easterOf(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Temporal.PlainDate.from({
    year,
    month: Math.floor(n / 31),
    day: (n % 31) + 1,
  }).toString();
}

const years = new Map<number, ReadonlyMap<string, readonly Holiday[]>>();

function holidaysIn(year: number): ReadonlyMap<string, readonly Holiday[]> {
  const known = years.get(year);
  if (known) return known;
  const easter = Temporal.PlainDate.from(easterOf(year));
  const named: [string, Holiday][] = [
    ...Object.entries(fixed).map(([day, name]): [string, Holiday] => [`${year}-${day}`, name]),
    ...Object.entries(movable).map(([days, name]): [string, Holiday] => [
      easter.add({ days: Number(days) }).toString(),
      name,
    ]),
  ];
  const byDay = Map.groupBy(named, ([day]) => day);
  const found = new Map([...byDay].map(([day, all]) => [day, all.map(([, name]) => name)]));
  years.set(year, found);
  return found;
}

/** Which public holidays a day is; two can meet, as 1 May and Ascension Day in 2008. */
export function holidaysOn(day: string): readonly Holiday[] {
  return holidaysIn(Number(day.slice(0, 4))).get(day) ?? [];
}

/** Whether people work on a day: no Saturday, Sunday or public holiday. */
export function isWorkingDay(day: string): boolean {
  return weekdayOf(day) <= 5 && holidaysOn(day).length === 0;
}
