import { expect, test } from "vitest";
import { addDays, ageOn, birthday, dayOf, daysBetween, weekdayOf } from "./dates.ts";

test("dayOf() is the day in Norway, in winter and summer", () => {
  expect(dayOf("2026-01-31T22:59:59.999Z")).toBe("2026-01-31");
  expect(dayOf("2026-01-31T23:00:00.000Z")).toBe("2026-02-01");
  expect(dayOf("2026-06-30T21:59:59.999Z")).toBe("2026-06-30");
  expect(dayOf("2026-06-30T22:00:00.000Z")).toBe("2026-07-01");
});

test("ageOn() counts a birthday on its day, and birthday() agrees", () => {
  expect(ageOn("2008-11-23", "2026-11-22")).toBe(17);
  expect(ageOn("2008-11-23", "2026-11-23")).toBe(18);
  expect(birthday("2008-02-29", 18)).toBe("2026-02-28");
});

test("days are counted over months, years and both clock changes", () => {
  expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
  expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
  expect(daysBetween("2026-01-02", "2025-12-31")).toBe(-2);
  expect(weekdayOf("2026-11-23")).toBe(1);
});
