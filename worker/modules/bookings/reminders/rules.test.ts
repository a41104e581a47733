import { expect, test } from "vitest";
import { remindedNow, remindedPeople, remindersOf, whyNotText } from "./rules.ts";

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

test("remindedPeople() are the student, and the guardians of a minor and of nobody who is of age", () => {
  const startsAt = "2026-11-24T08:00:00.000Z";
  const guardians = ["mor@example.no", "far@example.no"];
  const of = (birthDate: string | null, email: string | null) =>
    remindedPeople({ startsAt, birthDate, email, guardians });
  expect(of("2008-11-24", "e@example.no")).toEqual(["e@example.no"]);
  expect(of("2008-11-25", "e@example.no")).toEqual(["e@example.no", ...guardians]);
  expect(of("2000-01-01", null)).toEqual([]);
  expect(of("2008-11-24", null)).toEqual([]); // eighteen on the day of the lesson
  expect(of(null, null)).toEqual(guardians);
  expect(of(null, "e@example.no")).toEqual(["e@example.no"]);
  expect(remindedPeople({ startsAt, birthDate: null, email: null, guardians: [] })).toEqual([]);
});

const reach = (email: string | null, phone: string | null, by: "mail" | "sms" | "both" | null) => ({
  ...{ email, phone, by, startsAt: "2026-11-24T08:00:00.000Z", birthDate: "2000-01-01" },
  guardians: [],
});
const mail = { channel: "mail", recipient: "e@example.no" };
const sms = { channel: "sms", recipient: "+4791234567" };

test.each([
  ["off", "e@example.no", "+4791234567", "both", [mail]],
  ["off", null, "+4791234567", "sms", []],
  ["chosen", "e@example.no", "+4791234567", null, [mail]],
  ["chosen", "e@example.no", "+4791234567", "sms", [sms]],
  ["chosen", "e@example.no", "+4791234567", "both", [mail, sms]],
  ["chosen", null, "+4791234567", null, [sms]],
  ["chosen", null, "+4791234567", "mail", [sms]],
  ["chosen", "e@example.no", "+4755123456", "sms", [mail]],
  ["chosen", "e@example.no", null, "both", [mail]],
  ["everyone", "e@example.no", "+4791234567", null, [sms]],
  ["everyone", "e@example.no", "+4791234567", "mail", [mail]],
  ["everyone", null, "+4755123456", null, []],
  ["everyone", null, "+46701234567", null, [{ channel: "sms", recipient: "+46701234567" }]],
] as const)("remindersOf() with SMS %s, %s, %s and the choice %s", (to, email, phone, by, sent) => {
  expect(remindersOf(reach(email, phone, by), to)).toEqual(sent);
});

test("remindersOf() reaches a minor's guardians as each of them wants, and nobody twice", () => {
  const { email, phone } = reach("e@example.no", "+4791234567", null);
  const guardians = [
    { email: "mor@example.no", phone: "+4798765432", by: "sms" as const },
    { email: "far@example.no", phone, by: "both" as const }, // the child has her father's number
  ];
  const child = { startsAt: "2026-11-24T08:00:00.000Z", birthDate: "2010-01-01" };
  expect(
    remindersOf({ ...child, email, phone, by: "both", guardians }, "chosen").map(
      ({ recipient }) => recipient,
    ),
  ).toEqual([email, phone, "+4798765432", "far@example.no"]);
});

test("whyNotText() names the school's rule before the number", () => {
  const codes = (phone: string | null, to: "off" | "chosen") =>
    whyNotText({ phone }, to).map(({ code }) => code);
  expect(codes("+4791234567", "chosen")).toEqual([]);
  expect(codes(null, "off")).toEqual(["bookings.sms_off"]);
  expect(codes("+4755123456", "chosen")).toEqual(["bookings.no_mobile"]);
});
