import { expect, test } from "vitest";
import { remindedNow, remindedPeople } from "./rules.ts";

test("remindedNow() is the whole of tomorrow, and nothing at night", () => {
  expect(remindedNow("2026-11-23T07:59:00.000Z")).toBeUndefined();
  expect(remindedNow("2026-11-23T08:00:00.000Z")).toEqual({
    from: "2026-11-23T23:00:00.000Z",
    to: "2026-11-24T23:00:00.000Z",
  });
});

test("remindedNow() has 23 hours the day before the clocks go forward, and 25 before they go back", () => {
  const hours = (now: string) => {
    const { from, to } = remindedNow(now) ?? { from: "", to: "" };
    return (Date.parse(to) - Date.parse(from)) / 3_600_000;
  };
  expect(hours("2027-03-27T12:00:00.000Z")).toBe(23);
  expect(hours("2027-10-30T12:00:00.000Z")).toBe(25);
});

test("remindedPeople() are the student, and the guardians of a minor or of one without an address", () => {
  const startsAt = "2026-11-24T08:00:00.000Z";
  const guardians = ["mor@example.no", "far@example.no"];
  const of = (birthDate: string | null, email: string | null) =>
    remindedPeople({ startsAt, birthDate, email, guardians });
  expect(of("2008-11-24", "e@example.no")).toEqual(["e@example.no"]);
  expect(of("2008-11-25", "e@example.no")).toEqual(["e@example.no", ...guardians]);
  expect(of("2000-01-01", null)).toEqual(guardians);
  expect(of(null, "e@example.no")).toEqual(["e@example.no"]);
  expect(remindedPeople({ startsAt, birthDate: null, email: null, guardians: [] })).toEqual([]);
});
