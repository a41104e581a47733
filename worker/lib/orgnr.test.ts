import fc from "fast-check";
import { expect, test } from "vitest";
import { formatOrgnr, Orgnr, whyNotOrgnr } from "./orgnr.ts";

test("whyNotOrgnr() knows real numbers and says what is wrong with others", () => {
  expect(whyNotOrgnr("971032081")).toBeUndefined(); // Statens vegvesen
  expect(whyNotOrgnr("918654062")).toBeUndefined();
  expect(whyNotOrgnr("123456785")).toBe("orgnr.format"); // the digit is right, the start is not
  expect(whyNotOrgnr("971032082")).toBe("orgnr.check_digit");
  expect(whyNotOrgnr("97103208")).toBe("orgnr.format");
});

test("whyNotOrgnr() never accepts a number with one digit changed", () => {
  const digits = fc.integer({ min: 80_000_000, max: 99_999_999 });
  fc.assert(
    fc.property(digits, fc.nat(8), fc.integer({ min: 1, max: 9 }), (start, place, more) => {
      const valid = [..."0123456789"].map((d) => `${start}${d}`).find((n) => !whyNotOrgnr(n));
      if (!valid) return; // remainder 1 has no check digit
      const changed = [...valid].with(place, String((Number(valid[place]) + more) % 10)).join("");
      expect(whyNotOrgnr(changed)).toBeDefined();
    }),
    { numRuns: 1000 },
  );
});

test("Orgnr takes it as people write it", () => {
  for (const typed of ["971 032 081", "971.032.081", " NO 971032081 MVA ", "no971032081mva"])
    expect(Orgnr.parse(typed)).toBe("971032081");
  expect(Orgnr.safeParse("971032082").error?.issues[0]?.message).toBe("orgnr.check_digit");
  expect(formatOrgnr("971032081")).toBe("971 032 081");
});
