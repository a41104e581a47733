import { expect, test } from "vitest";
import { fill } from "./words.ts";

test("fill() puts values where they are named, and the word that goes with one or more", () => {
  expect(fill("Hei, {name}. {other}", { name: "Kari" })).toBe("Hei, Kari. {other}");
  const text = "{n} {n|time|timer} igjen";
  expect([0, 1, 2, "1"].map((n) => fill(text, { n }))).toEqual([
    "0 timer igjen",
    "1 time igjen",
    "2 timer igjen",
    "1 time igjen",
  ]);
});
