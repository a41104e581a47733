import { expect, test } from "vitest";
import type { Role } from "#worker/lib/grants.ts";
import { isTooWide, type SchoolLists, standing, whyLockedOut, whyNotBlock } from "./rules.ts";

const now = "2026-05-05T12:00:00.000Z";
const later = "2026-05-05T12:30:00.000Z";
const office = { range: "192.0.2.0/24", roles: ["owner", "office"] as Role[] };
const lists = (change: Partial<SchoolLists> = {}): SchoolLists => ({
  ...{ ranges: [], blocks: [], openings: [] },
  ...change,
});
const comer = (roles: Role[], address: string | undefined) => ({
  ...{ userId: "u1", roles, address, now },
});

test("without a list every role counts from anywhere", () => {
  expect(standing(lists(), comer(["owner"], undefined)).door).toBe("open");
});

test("a listed role counts from its ranges alone, and the others go on", () => {
  const held = lists({ ranges: [office] });
  expect(standing(held, comer(["owner"], "192.0.2.9"))).toMatchObject({ roles: ["owner"] });
  expect(standing(held, comer(["owner", "instructor"], "198.51.100.1"))).toEqual({
    ...{ roles: ["instructor"], shut: ["owner"], door: "outside" },
  });
  // Where nobody knows from where she comes, she comes from nowhere.
  expect(standing(held, comer(["owner"], undefined)).roles).toEqual([]);
});

test("a block takes every role, until it is over", () => {
  const held = lists({ blocks: [{ range: "198.51.100.0/24", until: later }] });
  const here = comer(["owner", "student"], "198.51.100.7");
  expect(standing(held, here)).toMatchObject({ roles: [], door: "blocked" });
  expect(standing(held, { ...here, now: later }).door).toBe("open");
});

test("an opening lets past both lists: her for whom it is, or every owner, until it is over", () => {
  const ranges = [office];
  const hers = lists({ ranges, openings: [{ userId: "u1", until: later }] });
  expect(standing(hers, comer(["office"], "198.51.100.1")).door).toBe("open");
  expect(standing(hers, { ...comer(["office"], "198.51.100.1"), userId: "u2" }).door).toBe(
    "outside",
  );
  expect(standing(hers, { ...comer(["office"], undefined), now: later }).door).toBe("outside");
  const owners = lists({ ranges, openings: [{ userId: null, until: later }] });
  expect(standing(owners, comer(["owner"], "198.51.100.1")).door).toBe("open");
  expect(standing(owners, comer(["office"], "198.51.100.1")).door).toBe("outside");
});

test("nobody shuts herself out, but others she may, and worse off is what counts", () => {
  const codes = (...args: Parameters<typeof whyLockedOut>) =>
    whyLockedOut(...args).map(({ code }) => code);
  const home = comer(["owner"], "203.0.113.5");
  expect(codes([], [office], home)).toEqual(["addresses.own_outside"]);
  expect(codes([], [office], comer(["owner"], "192.0.2.1"))).toEqual([]);
  expect(codes([], [{ ...office, roles: ["office"] }], home)).toEqual([]);
  // She is past the list by an opening: she may mend it step by step.
  expect(codes([office, office], [office], home)).toEqual([]);
  expect(whyNotBlock("203.0.113.0/24", "203.0.113.5")).toHaveLength(1);
  expect(whyNotBlock("203.0.113.0/24", "203.0.114.5")).toEqual([]);
});

test("what is too wide to be meant", () => {
  expect(isTooWide("0.0.0.0/0", "list")).toBe(true);
  expect(isTooWide("10.0.0.0/8", "list")).toBe(false);
  expect(isTooWide("10.0.0.0/8", "block")).toBe(true);
  expect(isTooWide("2001:db8::/32", "block")).toBe(false);
});
