import { expect, test } from "vitest";
import { weeksOf } from "./queries/newest.ts";
import { firstSteps, pressing, tally, todo } from "./rules.ts";

test("todo() names the first, counts to the limit and tells of more", () => {
  const make = (n: number) =>
    todo(
      "waiting",
      "/x",
      Array.from({ length: n }, (_, i) => i),
      {
        limit: 8,
        item: (i) => ({ href: `/${i}`, title: `${i}` }),
      },
    )[0];
  expect(make(0)).toBe(undefined);
  expect(make(2)).toMatchObject({ count: 2, more: false });
  expect(make(7)).toMatchObject({ count: 7, more: false });
  expect(make(8)).toMatchObject({ count: 7, more: true });
  expect(make(8)?.items).toHaveLength(5);
});

test("pressing() puts what runs out before what only waits", () => {
  const one = (code: "waiting" | "vehicles_due" | "minors") => ({
    code,
    href: "",
    count: 1,
    more: false,
    items: [],
  });
  expect(pressing([one("waiting"), one("minors"), one("vehicles_due")]).map((t) => t.code)).toEqual(
    ["vehicles_due", "minors", "waiting"],
  );
});

test("firstSteps() stands until every step is done", () => {
  const school = { orgnr: "999999999", email: "post@example.no", phone: null };
  const nothing = { classes: false, staff: false, students: false };
  const done = (...args: Parameters<typeof firstSteps>) =>
    firstSteps(...args).map(({ step, done: is }) => [step, is]);
  expect(done({ ...school, orgnr: null }, nothing)).toEqual([
    ["details", false],
    ["classes", false],
    ["staff", false],
    ["students", false],
  ]);
  expect(done(school, { ...nothing, staff: true })[0]).toEqual(["details", true]);
  expect(done(school, { classes: true, staff: true, students: true })).toEqual([]);
});

test("weeksOf() counts by week from Monday, and leaves out weeks it has not read whole", () => {
  const today = "2026-11-25"; // a Wednesday
  const weeks = weeksOf(["2026-11-23", "2026-11-25", "2026-11-22"], undefined, today);
  expect(weeks).toHaveLength(8);
  expect(weeks.slice(-2)).toEqual([
    { label: "2026-11-16", value: 1 },
    { label: "2026-11-23", value: 2 },
  ]);
  expect(weeksOf(["2026-11-24"], "2026-11-17", today).map((w) => w.label)).toEqual(["2026-11-23"]);
  expect(weeksOf(["2026-11-25"], "2026-11-25", today)).toEqual([]);
});

test("tally() counts, most often first", () => {
  expect(tally(["B", "A", "B", "C"])).toEqual([
    { label: "B", value: 2 },
    { label: "A", value: 1 },
    { label: "C", value: 1 },
  ]);
});
