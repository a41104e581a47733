import fc from "fast-check";
import { expect, test } from "vitest";
import { NewSchool } from "./input.ts";
import { slugFor } from "./rules.ts";

test("slugFor() keeps the words and leaves the company form out", () => {
  expect(slugFor("Åsen Kjøreskole AS")).toBe("asen-kjoreskole");
  expect(slugFor("FJORDBYEN TRAFIKKSKOLE, avd. Ærø")).toBe("fjordbyen-trafikkskole-avd-aero");
  expect(slugFor("日本")).toBe("skole");
});

test("slugFor() always makes a short name that the form takes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      expect(NewSchool.shape.slug.parse(slugFor(name))).toBe(slugFor(name));
    }),
    { numRuns: 1000 },
  );
});
