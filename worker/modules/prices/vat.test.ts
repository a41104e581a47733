import fc from "fast-check";
import { expect, test } from "vitest";
import { vatCodes } from "./input.ts";
import { splitGross, vatOn } from "./vat.ts";

const amount = fc.integer({ min: 0, max: 100_000_000 });

test("net and VAT are the price again, in whole øre and never below nought", () => {
  fc.assert(
    fc.property(amount, fc.constantFrom(0, 1111, 1200, 1500, 2500), (gross, rate) => {
      const { netOre, vatOre, grossOre } = splitGross(gross, rate);
      expect(netOre + vatOre).toBe(gross);
      expect(grossOre).toBe(gross);
      expect(Number.isSafeInteger(vatOre) && vatOre >= 0 && netOre >= 0).toBe(true);
    }),
  );
});

test("VAT is the exact share to the nearest øre, half upwards", () => {
  fc.assert(
    fc.property(amount, fc.constantFrom(1200, 1500, 2500), (gross, rate) => {
      const { vatOre } = splitGross(gross, rate);
      // |vat - gross * rate / (1 + rate)| <= 1/2, in whole numbers.
      const off = BigInt(vatOre) * BigInt(10_000 + rate) - BigInt(gross) * BigInt(rate);
      expect(2n * off <= BigInt(10_000 + rate) && 2n * off > -BigInt(10_000 + rate)).toBe(true);
    }),
  );
  expect(splitGross(12_500, 2500)).toEqual({ netOre: 10_000, vatOre: 2500, grossOre: 12_500 });
  expect(splitGross(99, 2500).vatOre).toBe(20); // 19.8
});

test("no rate, no VAT", () => {
  fc.assert(
    fc.property(amount, (gross) => {
      expect(splitGross(gross, 0)).toEqual({ netOre: gross, vatOre: 0, grossOre: gross });
    }),
  );
});

test("each code has a rate with a source today, and none before the law", () => {
  for (const code of vatCodes) expect(vatOn(code, "2026-11-23").source).not.toBe("");
  expect(vatOn("standard", "2026-11-23").rate).toBe(2500);
  expect(vatOn("exempt_education", "2026-11-23")).toMatchObject({ rate: 0, saft: "6" });
  expect(() => vatOn("exempt_education", "2001-06-30")).toThrow("Cannot tell");
});
