import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  dayOf,
  daysBetween,
  daysFrom,
  firstOfMonth,
  instantAt,
  mondayOf,
  timeOf,
  weekdayOf,
  weekOf,
} from "./dates.ts";

const first = "2024-01-01";
const last = "2035-12-31";
const everyDay = daysFrom(first, daysBetween(first, last) + 1);
const HOUR = 3_600_000;
const hoursOf = (day: string) =>
  (Date.parse(instantAt(addDays(day, 1))) - Date.parse(instantAt(day))) / HOUR;

const someDay = fc.constantFrom(...everyDay);
const minutes = (n: number) =>
  `${String(Math.floor(n / 60)).padStart(2, "0")}:${String(n % 60).padStart(2, "0")}`;
const someTime = fc.integer({ min: 0, max: 1439 }).map(minutes);

/** The last Sunday of a month: when the clocks of Europe change. */
function lastSunday(year: number, month: string, days: number): string {
  const end = `${year}-${month}-${days}`;
  return addDays(end, -(weekdayOf(end) % 7));
}

describe("every day of 2024-2035", () => {
  test("has 24 hours, but for the two on which the clocks change", () => {
    const odd = everyDay.filter((day) => hoursOf(day) !== 24);
    const expected: string[] = [];
    for (let year = 2024; year <= 2035; year++)
      expected.push(lastSunday(year, "03", 31), lastSunday(year, "10", 31));
    expect(odd).toEqual(expected);
    for (const day of odd) expect(hoursOf(day)).toBe(day.slice(5, 7) === "03" ? 23 : 25);
  });

  test("begins where the one before it ends, and is the day of its instants", () => {
    for (const day of everyDay) {
      const start = instantAt(day);
      expect(dayOf(start)).toBe(day);
      expect(dayOf(new Date(Date.parse(start) - 1).toISOString())).toBe(addDays(day, -1));
      expect(timeOf(start)).toBe("00:00");
    }
  });

  test("lies in the week of its Monday, and the Thursday says which year the week is of", () => {
    for (const day of everyDay) {
      const monday = mondayOf(day);
      expect(weekdayOf(monday)).toBe(1);
      expect(daysBetween(monday, day)).toBe(weekdayOf(day) - 1);
      const thursday = addDays(monday, 3);
      const year = Number(thursday.slice(0, 4));
      const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
      expect(weekOf(day)).toEqual({ week, year });
    }
  });

  test("has a month that begins on the first of it", () => {
    for (const day of everyDay) expect(firstOfMonth(day)).toBe(`${day.slice(0, 7)}-01`);
  });
});

describe("wall time", () => {
  test("comes back from its instant, but for the hour that a clock change skips", () => {
    void fc.assert(
      fc.property(someDay, someTime, (day, time) => {
        const instant = instantAt(day, time);
        const skipped = hoursOf(day) === 23 && time.startsWith("02:");
        expect(dayOf(instant)).toBe(day);
        expect(timeOf(instant)).toBe(skipped ? time.replace("02:", "03:") : time);
        expect(instant).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/);
      }),
      { numRuns: 2000 },
    );
  });

  test("a weekly 08:00 stays 08:00, in whatever week it began", () => {
    void fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 60 }), (day, weeks) => {
        const later = addDays(day, 7 * weeks);
        expect(timeOf(instantAt(later, "08:00"))).toBe("08:00");
        expect(weekdayOf(later)).toBe(weekdayOf(day));
      }),
      { numRuns: 1000 },
    );
    const hours = daysFrom("2026-03-23", 8).map((day) => instantAt(day, "08:00").slice(11, 13));
    expect(hours).toEqual(["07", "07", "07", "07", "07", "07", "06", "06"]);
  });

  test("the hour that comes twice is the first of the two", () => {
    expect(instantAt("2026-10-25", "02:30")).toBe("2026-10-25T00:30:00.000Z");
    expect(timeOf("2026-10-25T01:30:00.000Z")).toBe("02:30");
  });
});

test("weeks around New Year belong to the year of their Thursday", () => {
  expect(weekOf("2024-12-30")).toEqual({ week: 1, year: 2025 });
  expect(weekOf("2027-01-03")).toEqual({ week: 53, year: 2026 });
  expect(weekOf("2026-11-23")).toEqual({ week: 48, year: 2026 });
});
