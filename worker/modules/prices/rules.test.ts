import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Asked,
  type PriceList,
  type ProductFacts,
  priceOn,
  productFor,
  quote,
} from "./rules.ts";

const product = (more: Partial<ProductFacts> = {}): ProductFacts => ({
  ...{ id: "lesson", name: "Kjøretime", kind: "lesson", classCode: "B", step: null },
  ...{ unitMinutes: 45, vatCode: "exempt_education", closedOn: null },
  ...more,
});
const price = (priceOre: number, validFrom = "2026-01-01", branchId: string | null = null) => ({
  ...{ productId: "lesson", priceOre, validFrom, branchId },
});
const list: PriceList = {
  products: [product()],
  prices: [price(95_000), price(99_000, "2027-01-01"), price(105_000, "2026-06-01", "oslo")],
  surcharges: [
    ...(["evening", "weekend", "double"] as const).map((kind) => ({
      ...{ kind, classCode: null, branchId: null, validFrom: "2026-01-01" },
      fromTime: kind === "evening" ? "16:00" : null,
      amountOre: { evening: 10_000, weekend: 15_000, double: -5000 }[kind],
    })),
  ],
};
/** A Monday in Norway's winter: wall time is an hour ahead. */
const lesson = (more: Partial<Asked> = {}): Asked => ({
  ...{ kind: "lesson", classCode: "B", step: "B.2.lesson", branchId: null },
  ...{ startsAt: "2026-11-23T09:00:00.000Z", endsAt: "2026-11-23T09:45:00.000Z" },
  ...more,
});
const ore = (asked: Asked) => quote(list, asked)?.grossOre;

test("a lesson costs what the list says on its day", () => {
  expect(ore(lesson())).toBe(95_000);
  expect(
    ore(lesson({ startsAt: "2027-01-04T09:00:00.000Z", endsAt: "2027-01-04T09:45:00.000Z" })),
  ).toBe(99_000);
  expect(
    quote(
      list,
      lesson({ startsAt: "2025-12-31T09:00:00.000Z", endsAt: "2025-12-31T09:45:00.000Z" }),
    ),
  ).toBeUndefined();
});

test("a branch with a price of its own asks that, the others what holds for all", () => {
  expect(ore(lesson({ branchId: "oslo" }))).toBe(105_000);
  expect(ore(lesson({ branchId: "moss" }))).toBe(95_000);
  const early = { productId: "lesson", branchId: "oslo", day: "2026-05-31" };
  expect(priceOn(list.prices, early)?.priceOre).toBe(95_000);
});

test("the closest product wins: its step before its class, and nothing that is closed", () => {
  const many = [
    product({ id: "any", classCode: null }),
    product(),
    product({ id: "step", step: "B.2.lesson" }),
    product({ id: "closed", step: "B.2.lesson", name: "A", closedOn: "2026-11-23" }),
  ];
  expect(productFor(many, lesson(), "2026-11-23")?.id).toBe("step");
  expect(productFor(many, lesson(), "2026-11-22")?.id).toBe("closed");
  expect(productFor(many, lesson({ step: "B.3.road" }), "2026-11-23")?.id).toBe("lesson");
  expect(productFor(many, lesson({ classCode: "A1", step: null }), "2026-11-23")?.id).toBe("any");
  expect(productFor(many, lesson({ kind: "test" }), "2026-11-23")).toBeUndefined();
});

test("evening, weekend, holiday and double lesson are steps of their own", () => {
  const evening = lesson({
    startsAt: "2026-11-23T15:00:00.000Z",
    endsAt: "2026-11-23T15:45:00.000Z",
  });
  expect(quote(list, evening)?.parts.map(({ code, ore }) => [code, ore])).toEqual([
    ["charges.part_base", 95_000],
    ["charges.part_evening", 10_000],
  ]);
  const before = lesson({
    startsAt: "2026-11-23T14:59:00.000Z",
    endsAt: "2026-11-23T15:44:00.000Z",
  });
  expect(ore(before)).toBe(95_000);
  // Summer time: the wall clock is two hours ahead.
  const summer = lesson({
    startsAt: "2026-07-06T14:00:00.000Z",
    endsAt: "2026-07-06T14:45:00.000Z",
  });
  expect(ore(summer)).toBe(105_000);
  const double = lesson({ endsAt: "2026-11-23T10:30:00.000Z" });
  expect(quote(list, double)).toMatchObject({ quantity: 2, grossOre: 2 * (95_000 - 5000) });
  const saturday = lesson({
    startsAt: "2026-11-28T17:00:00.000Z",
    endsAt: "2026-11-28T17:45:00.000Z",
  });
  expect(ore(saturday)).toBe(110_000); // not the evening's as well
  const christmas = lesson({
    startsAt: "2026-12-25T09:00:00.000Z",
    endsAt: "2026-12-25T09:45:00.000Z",
  });
  expect(ore(christmas)).toBe(110_000);
});

test("an hour of a 45-minute price is one line of its share", () => {
  expect(quote(list, lesson({ endsAt: "2026-11-23T10:00:00.000Z" }))).toMatchObject({
    quantity: 1,
    grossOre: 126_667,
  });
});

test("every price is whole øre, not below nought, and the sum of its steps", () => {
  const instant = fc
    .integer({ min: Date.parse("2026-01-02"), max: Date.parse("2028-12-30") })
    .map((ms) => new Date(ms - (ms % 60_000)).toISOString());
  fc.assert(
    fc.property(
      instant,
      fc.integer({ min: 5, max: 960 }),
      fc.integer({ min: 0, max: 100_000_000 }),
      fc.integer({ min: -100_000_000, max: 100_000_000 }),
      (startsAt, minutes, priceOre, amountOre) => {
        const endsAt = new Date(Date.parse(startsAt) + minutes * 60_000).toISOString();
        const surcharges = list.surcharges.map((one) => ({ ...one, amountOre }));
        const found = quote(
          { ...list, prices: [price(priceOre)], surcharges },
          lesson({ startsAt, endsAt }),
        );
        expect(found).toBeDefined();
        const { grossOre = -1, parts = [] } = found ?? {};
        expect(Number.isSafeInteger(grossOre) && grossOre >= 0).toBe(true);
        expect(parts.reduce((sum, part) => sum + part.ore, 0)).toBe(grossOre);
      },
    ),
  );
});
