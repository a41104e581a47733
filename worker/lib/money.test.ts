import fc from "fast-check";
import { expect, test } from "vitest";
import { Kroner, KronerEitherWay, kronerText, MOST_ORE, Ore } from "./money.ts";

const codeOf = (text: string) => Kroner.safeParse(text).error?.issues[0]?.message;

test("typed kroner become øre, exactly", () => {
  expect(
    ["950", "950,5", "950.50", "1 250,00", "1\u00a0250", "12 kr", "0", "1000000"].map((text) =>
      Kroner.parse(text),
    ),
  ).toEqual([95_000, 95_050, 95_050, 125_000, 125_000, 1200, 0, MOST_ORE]);
});

test("three decimals, less than nothing, too much and no number are each refused for what they are", () => {
  expect(codeOf("950,505")).toBe("money.decimals");
  expect(codeOf("-1")).toBe("money.negative");
  expect(codeOf("−1")).toBe("money.negative");
  expect(codeOf("1000000,01")).toBe("money.too_much");
  expect(codeOf("9".repeat(30))).toBe("money.too_much");
  for (const text of ["1e5", "12,", "0x10", "1 25", "abc", "NaN", ",5"])
    expect([text, codeOf(text)]).toEqual([text, "money.format"]);
  expect(KronerEitherWay.parse("-100")).toBe(-10_000);
});

test("a program's amount is whole øre within the same limits", () => {
  const told = (value: unknown) => Ore.safeParse(value).error?.issues[0]?.message;
  expect(told(10.5)).toBe("money.decimals");
  expect(told(-1)).toBe("money.negative");
  expect(told(MOST_ORE + 1)).toBe("money.too_much");
  expect(told(2 ** 60)).toBeDefined();
  expect(Ore.parse(0)).toBe(0);
});

test("what a form shows reads back as what it was", () => {
  fc.assert(
    fc.property(fc.integer({ min: -MOST_ORE, max: MOST_ORE }), (ore) => {
      expect(KronerEitherWay.parse(kronerText(ore))).toBe(ore);
    }),
  );
});
