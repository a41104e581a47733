import fc from "fast-check";
import { expect, test } from "vitest";
import { kidOf, mod10 } from "./kid.ts";

test("mod10() gives the check digits that banks give", () => {
  // Examples of the banks' own descriptions of KID.
  expect(mod10("234567")).toBe(6);
  expect(mod10("12345678")).toBe(2);
  expect(mod10("7992739871")).toBe(3);
  expect(mod10("0")).toBe(0);
});

test("kidOf() is the number in eight digits and its check digit", () => {
  expect(kidOf(1)).toBe("000000018");
  expect(kidOf(99_999_999)).toBe("999999998");
});

const numbers = fc.integer({ min: 1, max: 99_999_999 });
const isKid = (kid: string) => mod10(kid.slice(0, -1)) === Number(kid.at(-1));

test("kidOf() tells one wrong digit, and two that changed places but for 0 and 9", () => {
  fc.assert(
    fc.property(numbers, fc.nat(8), fc.integer({ min: 1, max: 9 }), (number, at, more) => {
      const kid = kidOf(number);
      const digits = [...kid];
      const [one = "", two] = [digits[at], digits[at + 1]];
      const wrong = kid.slice(0, at) + ((Number(one) + more) % 10) + kid.slice(at + 1);
      expect(isKid(kid)).toBe(true);
      expect(isKid(wrong)).toBe(false);
      if (two === undefined || one === two || ["09", "90"].includes(one + two)) return;
      expect(isKid(kid.slice(0, at) + two + one + kid.slice(at + 2))).toBe(false);
    }),
  );
});
