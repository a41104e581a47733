import { expect, test } from "vitest";
import { type Facts, lightOf } from "./light.ts";

const facts = (more: Partial<Facts> = {}): Facts => ({
  today: "2026-11-23",
  balance: { receivableOre: 0, prepaidOre: 0, owedOre: 0 },
  ...{ paidOre: 0, bookedOre: 0, totals: [], unattested: 0, unpriced: 0 },
  ...{ oldestDue: null, oldestOpen: null, packagesOre: 0, overdueOre: 0, overdueOn: null, ...more },
});
const due = [{ status: "due", n: 1, grossOre: 95_000, prepaidOre: 0 }] as const;
const owes = { balance: { receivableOre: 95_000, prepaidOre: 0, owedOre: 95_000 } };
const told = (more: Partial<Facts>) => {
  const { color, off } = lightOf(facts(more));
  return [color, off.map(({ code }) => code)];
};

test("a student with nothing, and one who has paid everything, are green", () => {
  expect(told({})).toEqual(["green", []]);
  const paid = [{ status: "prepaid", n: 2, grossOre: 190_000, prepaidOre: 190_000 }] as const;
  expect(told({ totals: paid, bookedOre: 190_000, paidOre: 190_000 })).toEqual(["green", []]);
});

test("what is owed is yellow, and red when it has stood for more than two weeks", () => {
  const more = { ...owes, totals: due, bookedOre: 95_000 };
  expect(told({ ...more, oldestDue: "2026-11-09" })).toEqual([
    "yellow",
    ["charges.off_unpaid_since"],
  ]);
  expect(told({ ...more, oldestDue: "2026-11-08" })).toEqual(["red", ["charges.off_unpaid_since"]]);
});

test("an invoice that was due yesterday is red, and what else is owed is said apart", () => {
  const late = { overdueOre: 60_000, overdueOn: "2026-11-22" };
  expect(told({ ...owes, ...late })).toEqual([
    "red",
    ["charges.off_overdue", "charges.off_unpaid"],
  ]);
  expect(told({ ...owes, ...late, overdueOre: 95_000 })).toEqual(["red", ["charges.off_overdue"]]);
});

test("charges that the books do not know are red", () => {
  expect(told({ totals: due, bookedOre: 94_999 })).toEqual(["red", ["charges.off_books"]]);
});

test("what is on no invoice after a month is red", () => {
  const more = { totals: due, bookedOre: 95_000 };
  expect(told({ ...more, oldestOpen: "2026-10-23" })[0]).toBe("green");
  expect(told({ ...more, oldestOpen: "2026-10-22" })).toEqual(["red", ["charges.off_uninvoiced"]]);
});

test("unattested and unpriced lessons, an unpaid package and an unused advance are said", () => {
  expect(told({ unattested: 2 })).toEqual(["yellow", ["charges.off_unattested"]]);
  expect(told({ unpriced: 1 })).toEqual(["yellow", ["charges.off_unpriced"]]);
  expect(told({ packagesOre: 900_000 })).toEqual(["yellow", ["charges.off_package"]]);
  const both = { receivableOre: 100, prepaidOre: 40, owedOre: 60 };
  expect(lightOf(facts({ balance: both })).off.at(-1)).toMatchObject({
    ...{ code: "charges.off_unused", params: { ore: 40 } },
  });
});
