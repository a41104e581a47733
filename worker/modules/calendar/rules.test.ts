import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daysBetween, weekdayOf } from "#worker/lib/dates.ts";
import { calendarViews } from "./input.ts";
import { rangeOf, stepFrom, weeksIn } from "./rules.ts";

const first = "2024-01-01";
const someDay = fc
  .integer({ min: 0, max: daysBetween(first, "2035-12-31") })
  .map((n) => addDays(first, n));
const someView = fc.constantFrom(...calendarViews);

test("rangeOf() has the day in it; weeks and months are whole weeks from Monday", () => {
  void fc.assert(
    fc.property(someView, someDay, (view, day) => {
      const { from, to } = rangeOf(view, day);
      expect(from <= day && day < to).toBe(true);
      if (view === "day") expect(daysBetween(from, to)).toBe(1);
      if (view === "week" || view === "month") {
        expect(weekdayOf(from)).toBe(1);
        expect(daysBetween(from, to) % 7).toBe(0);
      }
      if (view === "week") expect(daysBetween(from, to)).toBe(7);
    }),
    { numRuns: 2000 },
  );
  expect(rangeOf("month", "2026-02-14")).toEqual({ from: "2026-01-26", to: "2026-03-02" });
  expect(rangeOf("month", "2027-02-14")).toEqual({ from: "2027-02-01", to: "2027-03-01" });
});

test("stepFrom() leads to the view beside this one, with no day between and none twice", () => {
  void fc.assert(
    fc.property(someView, someDay, (view, day) => {
      const next = stepFrom(view, day, 1);
      if (view === "month") {
        expect(next.slice(0, 7)).not.toBe(day.slice(0, 7));
        expect(stepFrom(view, next, -1).slice(0, 7)).toBe(day.slice(0, 7));
      } else {
        expect(rangeOf(view, next).from).toBe(rangeOf(view, day).to);
        expect(stepFrom(view, next, -1)).toBe(day);
      }
    }),
    { numRuns: 2000 },
  );
  expect(stepFrom("month", "2026-01-31", 1)).toBe("2026-02-01");
});

test("weeksIn() numbers the weeks of a month, also around New Year", () => {
  expect(weeksIn(rangeOf("month", "2026-12-10"))).toEqual([49, 50, 51, 52, 53]);
  expect(weeksIn(rangeOf("month", "2027-01-10"))).toEqual([53, 1, 2, 3, 4]);
  expect(weeksIn(rangeOf("day", "2026-11-23"))).toEqual([48]);
});
