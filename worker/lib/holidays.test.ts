import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daysBetween, weekdayOf } from "./dates.ts";
import { easterOf, holidays, holidaysOn, isWorkingDay } from "./holidays.ts";

// As printed in Almanakk for Norge.
const easters: Record<number, string> = {
  2024: "2024-03-31",
  2025: "2025-04-20",
  2026: "2026-04-05",
  2027: "2027-03-28",
  2028: "2028-04-16",
  2029: "2029-04-01",
  2030: "2030-04-21",
  2031: "2031-04-13",
  2032: "2032-03-28",
  2033: "2033-04-17",
  2034: "2034-04-09",
  2035: "2035-03-25",
};

test("easterOf() is the Easter of the almanac", () => {
  for (const [year, day] of Object.entries(easters)) expect(easterOf(Number(year))).toBe(day);
  expect(easterOf(1818)).toBe("1818-03-22"); // as early as it can be
  expect(easterOf(1943)).toBe("1943-04-25"); // and as late
});

test("every year of 2024-2035 has its twelve holidays, each once, on the weekday it must have", () => {
  const weekdays: Record<string, number> = {
    maundy_thursday: 4,
    good_friday: 5,
    easter_sunday: 7,
    easter_monday: 1,
    ascension: 4,
    whit_sunday: 7,
    whit_monday: 1,
  };
  for (let year = 2024; year <= 2035; year++) {
    const days = Array.from({ length: 366 }, (_, i) => addDays(`${year}-01-01`, i));
    const found = days
      .filter((day) => day.startsWith(`${year}`))
      .flatMap((day) => holidaysOn(day).map((name) => ({ day, name })));
    expect(found.map(({ name }) => name).toSorted()).toEqual([...holidays].toSorted());
    for (const { day, name } of found)
      if (weekdays[name]) expect(weekdayOf(day), `${name} ${day}`).toBe(weekdays[name]);
  }
});

test("holidaysOn() names both when two meet", () => {
  expect(holidaysOn("2008-05-01")).toEqual(["labour_day", "ascension"]);
  expect(holidaysOn("2027-05-17")).toEqual(["constitution_day", "whit_monday"]);
  expect(holidaysOn("2026-11-23")).toEqual([]);
});

test("isWorkingDay() holds for every day: never a weekend, never a holiday, else always", () => {
  const first = "2024-01-01";
  const day = fc.integer({ min: 0, max: daysBetween(first, "2035-12-31") });
  void fc.assert(
    fc.property(day, (n) => {
      const on = addDays(first, n);
      const rest = weekdayOf(on) >= 6 || holidaysOn(on).length > 0;
      return isWorkingDay(on) === !rest;
    }),
    { numRuns: 1000 },
  );
  expect(isWorkingDay("2026-05-14")).toBe(false); // Ascension Day
  expect(isWorkingDay("2026-05-15")).toBe(true);
});
