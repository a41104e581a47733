import { expect, test } from "vitest";
import { DAY, MINUTE, shift } from "#worker/lib/clock.ts";
import { templates } from "./input.ts";
import { afterFailure, isTooOld, whyNotAgain } from "./rules.ts";

const now = "2026-03-02T08:00:00.000Z";
const ago = (milliseconds: number) => shift(now, -milliseconds);

test.each([
  ["reset", 20 * MINUTE],
  ["device", 20 * MINUTE],
  ["setup", DAY],
  ["invitation", 7 * DAY],
  ["reminder", DAY],
  ["message", 7 * DAY],
] as const)("isTooOld(): %s lives as long as its link", (template, lifetime) => {
  expect(isTooOld({ template, createdAt: ago(lifetime) }, now)).toBe(false);
  expect(isTooOld({ template, createdAt: ago(lifetime + 1) }, now)).toBe(true);
});

test("isTooOld(): what only tells is never too late", () => {
  const ageless = templates.filter(
    (name) => !isTooOld({ template: name, createdAt: ago(99 * DAY) }, now),
  );
  expect(ageless).toEqual([
    ...["password_changed", "second_factor_changed"],
    ...["lesson_booked", "lesson_moved", "lesson_reassigned", "lesson_cancelled"],
    ...["lessons_changed", "instructor_away"],
    ...["invoice", "addresses_opened", "owner_invited", "visit_asked", "visit_started"],
    ...["security_alert", "credit_note"],
  ]);
});

const mail = { template: "invitation", createdAt: ago(MINUTE), doneAt: ago(MINUTE) } as const;

test("whyNotAgain() lets a bounced mail go at once and a sent one after ten minutes", () => {
  expect(whyNotAgain({ ...mail, state: "bounced" }, now)).toEqual([]);
  expect(whyNotAgain({ ...mail, state: "failed" }, now)).toEqual([]);
  expect(whyNotAgain({ ...mail, state: "sent" }, now)).toMatchObject([
    { code: "mail.just_sent", params: { minutes: 9 } },
  ]);
  expect(whyNotAgain({ ...mail, state: "sent", doneAt: ago(10 * MINUTE) }, now)).toEqual([]);
});

test("whyNotAgain() names what is underway, and what is too old however it ended", () => {
  expect(whyNotAgain({ ...mail, state: "waiting", doneAt: null }, now)).toMatchObject([
    { code: "mail.underway" },
  ]);
  for (const state of ["sent", "bounced", "failed"] as const)
    expect(whyNotAgain({ ...mail, state, createdAt: ago(8 * DAY) }, now)).toMatchObject([
      { code: "mail.too_old" },
    ]);
});

test("afterFailure() bounces what is final and gives up only at the last try", () => {
  expect(afterFailure("refused", false)).toBe("bounced");
  expect(afterFailure("later", false)).toBe("waiting");
  expect(afterFailure("later", true)).toBe("failed");
  expect(afterFailure("unknown", false)).toBe("failed");
});
