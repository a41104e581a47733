import fc from "fast-check";
import { expect, test } from "vitest";
import {
  birthDateMatches,
  checkNationalId,
  digitsOf,
  holdsNationalId,
  maskNationalId,
} from "./national_id.ts";

const today = "2026-11-23";
const check = (digits: string, synthetic = true, on = today) =>
  checkNationalId(digits, { synthetic, on });

test("checkNationalId() takes made-up numbers only where that is allowed", () => {
  for (const digits of ["01880550043", "01880550124", "41880550037", "02870468744"]) {
    expect(check(digits)).toBeUndefined();
    expect(check(digits, false)).toBe("national_id.synthetic");
  }
});

test("checkNationalId() takes a number that only the rule of 2032 gives", () => {
  expect(check("01880550051")).toBeUndefined();
  expect(check("01880550052")).toBe("national_id.check_digits");
});

test("checkNationalId() says what is wrong", () => {
  expect(check("0188055004")).toBe("national_id.format");
  expect(check("0188055004x")).toBe("national_id.format");
  expect(check("01880550044")).toBe("national_id.check_digits");
  expect(check("")).toBe("national_id.format");
});

test("birthDateMatches() reads date and century as long as the number tells them", () => {
  expect(birthDateMatches("01880550043", "2005-08-01", today)).toBe(true);
  expect(birthDateMatches("01880550043", "1905-08-01", today)).toBe(false);
  expect(birthDateMatches("41880550037", "2005-08-01", today)).toBe(true);
  expect(birthDateMatches("01880550043", "2005-08-02", today)).toBe(false);
  // Given after 2032, or looked at after it: only the date is told.
  expect(birthDateMatches("01880550051", "1905-08-01", today)).toBe(true);
  expect(birthDateMatches("01880550043", "1905-08-01", "2032-01-01")).toBe(true);
  expect(birthDateMatches("01880550043", "1905-08-02", "2032-01-01")).toBe(false);
});

test("digitsOf() and maskNationalId() keep what may be kept", () => {
  expect(digitsOf("018805 50043")).toBe("01880550043");
  expect(maskNationalId("01880550043")).toBe("018805*****");
});

// The check digits, worked out here on their own from Skatteetaten's description.
const w1 = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const w2 = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const dot = (digits: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0);
function withDigits(nine: string, rest: number): string | undefined {
  const k1 = (((rest - dot(nine, w1)) % 11) + 11) % 11;
  const k2 = (11 - (dot(nine + k1, w2) % 11)) % 11;
  return k1 > 9 || k2 > 9 ? undefined : `${nine}${k1}${k2}`;
}

const birthDates = fc
  .date({ min: new Date("1940-01-01"), max: new Date("2026-11-23"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const individuals = fc.nat(499);
const numbers = fc
  .record({
    born: birthDates,
    n: individuals,
    rest: fc.constantFrom(0, 1, 2, 3),
    dNumber: fc.boolean(),
    series: fc.constantFrom(0, 40, 80),
  })
  .map(({ born, n, rest, dNumber, series }) => {
    const [year = "", month = "", day = ""] = born.split("-");
    const d = String(Number(day) + (dNumber ? 40 : 0)).padStart(2, "0");
    const m = String(Number(month) + series).padStart(2, "0");
    const individual = born < "2000" ? n : n + 500;
    const nine = `${d}${m}${year.slice(2)}${String(individual).padStart(3, "0")}`;
    return { born, rest, series, digits: withDigits(nine, rest) };
  });

test("every number made by either rule is taken, and belongs to its birth date alone", () => {
  fc.assert(
    fc.property(numbers, birthDates, ({ born, rest, series, digits }, other) => {
      fc.pre(digits !== undefined);
      expect(check(digits ?? "")).toBeUndefined();
      expect(check(digits ?? "", false)).toBe(series ? "national_id.synthetic" : undefined);
      expect(birthDateMatches(digits ?? "", born, today)).toBe(true);
      const same = rest === 0 ? other === born : other.slice(2) === born.slice(2);
      expect(birthDateMatches(digits ?? "", other, today)).toBe(same);
    }),
    { numRuns: 1000 },
  );
});

test("no wrong second check digit is taken", () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 9 }), ({ digits }, more) => {
      fc.pre(digits !== undefined);
      const wrong = `${digits?.slice(0, 10)}${(Number(digits?.[10]) + more) % 10}`;
      expect(check(wrong)).toBe("national_id.check_digits");
    }),
    { numRuns: 1000 },
  );
});

test("whatever is typed, an answer comes and nothing is thrown", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{11}$/)), (typed) => {
      expect([undefined, "string"]).toContain(
        typeof check(typed) === "string" ? "string" : check(typed),
      );
    }),
    { numRuns: 1000 },
  );
});

test("holdsNationalId() finds a number among words, and leaves other long numbers alone", () => {
  for (const text of ["02870468744", "fnr 028704 68744.", "a\nb 028704-68744, c"])
    expect(holdsNationalId(text), text).toBe(true);
  const others = [
    "",
    "912 34 567",
    "02870468745",
    "102870468744",
    "konto 1234.56.78903",
    "23.11.2026",
  ];
  for (const text of others) expect(holdsNationalId(text), text).toBe(false);
});
