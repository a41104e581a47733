import fc from "fast-check";
import { expect, test } from "vitest";
import { oneLine, severalLines } from "./one_line.ts";

const bad = /[\p{Cc}\p{Cf}\p{DI}\u2028\u2029]/u;

test.each([
  ["Kari\r\nÅs", "Kari Ås"],
  ["Kari\tÅs\u0000", "Kari Ås"],
  ["  Kari \u00a0\u2003 Ås\u2028", "Kari Ås"],
  ["Kari\u0085Ås", "Kari Ås"],
  ["Ka\u200bri \u200e\u202eÅs\u202c\ufeff", "Kari Ås"],
  ["\u2066Kari\u2069 \u200b \u00ad Ås", "Kari Ås"],
  ["a\u200b\u030as", "ås"],
  ["\u3164\u200b", ""],
  ["\ud800Kari", "\ufffdKari"],
  ["Łukasz Şahin Nguyễn Áŋel O'Brien-Ås 李", "Łukasz Şahin Nguyễn Áŋel O'Brien-Ås 李"],
])("oneLine(%j) is %j", (typed, kept) => {
  expect(oneLine(typed)).toBe(kept);
});

test.each([
  ["en\r\nto\rtre\u2028fire\u0085fem", "en\nto\ntre\nfire\nfem"],
  ["a\tb\u00a0c\u0000\u001b[31m", "a b c[31m"],
  ["\u202etxt.exe\u2069\ufeff", "txt.exe"],
  ["👩‍👩‍👧‍👦 می‌خواهم", "👩‍👩‍👧‍👦 می‌خواهم"],
])("severalLines(%j) is %j", (typed, kept) => {
  expect(severalLines(typed)).toBe(kept);
});

test("whatever is typed: nothing unseen is left, and doing it again changes nothing", () => {
  const any = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom("a", " ", "\u030a", "\u200b", "\u202e", "\n", "\r", "\t") }),
  );
  fc.assert(
    fc.property(any, (typed) => {
      const line = oneLine(typed);
      expect(line).not.toMatch(bad);
      expect(line).not.toMatch(/^ | $| {2}|\n/);
      expect(oneLine(line)).toBe(line);
      const lines = severalLines(typed);
      expect(lines.replaceAll(/(?:\n|\u200c|\u200d|\ufe0f)/g, "")).not.toMatch(bad);
      expect(severalLines(lines)).toBe(lines);
    }),
    { numRuns: 2000 },
  );
});
