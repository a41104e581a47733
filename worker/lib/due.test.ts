import { expect, test } from "vitest";
import { dueOf, HORIZON } from "./due.ts";

const today = "2026-11-23";
const level = (on: string) => dueOf(on, today)?.level ?? null;

test("dueOf() speaks at 60, 30 and 7 days before, on the exact day", () => {
  expect(level("2027-01-23")).toBe(null); // 61 days
  expect(level("2027-01-22")).toBe("soon"); // 60
  expect(level("2026-12-24")).toBe("soon"); // 31
  expect(level("2026-12-23")).toBe("near"); // 30
  expect(level("2026-12-01")).toBe("near"); // 8
  expect(level("2026-11-30")).toBe("urgent"); // 7
  expect(HORIZON).toBe(60);
});

test("dueOf() counts the last day itself as good", () => {
  expect(dueOf(today, today)).toEqual({ on: today, days: 0, level: "urgent" });
  expect(dueOf("2026-11-22", today)).toEqual({ on: "2026-11-22", days: -1, level: "overdue" });
});

test("dueOf() has nothing to say without a date, and counts days over a change of clock", () => {
  expect(dueOf(null, today)).toBe(null);
  expect(dueOf("2026-10-26", "2026-10-24")?.days).toBe(2);
});
