import * as fc from "fast-check";
import { expect, test } from "vitest";
import { kept, snapped } from "./board.ts";

test("kept() stays within the hours that are shown, and keeps its length where that fits", () => {
  const hours = { from: 480, to: 1020 };
  const minutes = fc.integer({ min: -600, max: 2000 });
  void fc.assert(
    fc.property(minutes, fc.integer({ min: 5, max: 900 }), (from, length) => {
      const span = kept({ from, to: from + length }, hours);
      expect(span.from).toBeGreaterThanOrEqual(hours.from);
      expect(span.to).toBeLessThanOrEqual(hours.to);
      expect(span.to - span.from).toBe(Math.min(length, 540));
      if (from >= hours.from && from + length <= hours.to) expect(span.from).toBe(from);
    }),
  );
});

test("snapped() goes to the nearest quarter", () => {
  expect([487, 488, 495].map(snapped)).toEqual([480, 495, 495]);
});
