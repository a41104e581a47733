import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, instantAt } from "#worker/lib/dates.ts";
import {
  clockOf,
  daysOf,
  hoursFor,
  minutesOf,
  place,
  type Span,
  STEP,
  spanOn,
  without,
} from "./layout.ts";

const aSpan = fc
  .tuple(fc.integer({ min: 0, max: 275 }), fc.integer({ min: 1, max: 60 }))
  .map(
    ([from, length]): Span => ({ from: from * STEP, to: Math.min((from + length) * STEP, 1440) }),
  );
const someSpans = fc.array(aSpan, { maxLength: 40 });
const overlap = (a: Span, b: Span) => a.from < b.to && b.from < a.to;
const busiest = (spans: readonly Span[]) =>
  Math.max(
    0,
    ...spans.map(({ from }) => spans.filter((s) => s.from <= from && from < s.to).length),
  );

describe("place()", () => {
  test("never puts two that overlap into one column, and needs no more columns than it must", () => {
    void fc.assert(
      fc.property(someSpans, (spans) => {
        const placed = place(spans);
        expect(placed).toHaveLength(spans.length);
        for (const [i, a] of placed.entries()) {
          expect(a.lane).toBeLessThan(a.lanes);
          for (const b of placed.slice(i + 1)) {
            if (!overlap(a, b)) continue;
            expect(a.lane).not.toBe(b.lane);
            expect(a.lanes).toBe(b.lanes); // so that their widths are the same
          }
        }
        expect(Math.max(0, ...placed.map(({ lanes }) => lanes))).toBe(busiest(spans));
      }),
      { numRuns: 500 },
    );
  });

  test("leaves what stands alone its whole width", () => {
    const placed = place([
      { from: 480, to: 525 },
      { from: 525, to: 570 },
      { from: 540, to: 600 },
    ]);
    expect(placed.map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
  });
});

describe("without()", () => {
  test("gives back exactly the minutes that nobody took", () => {
    const minutes = (spans: readonly Span[]) =>
      new Set(
        spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
      );
    void fc.assert(
      fc.property(fc.array(aSpan, { maxLength: 2 }), someSpans, (spans, taken) => {
        const gone = minutes(taken);
        const left = [...minutes(spans)].filter((minute) => !gone.has(minute));
        expect(minutes(without(spans, taken))).toEqual(new Set(left));
      }),
      { numRuns: 200 },
    );
  });

  test("forgets what is too short for anything", () => {
    const day = [{ from: 480, to: 600 }];
    expect(without(day, [{ from: 500, to: 520 }], 45)).toEqual([{ from: 520, to: 600 }]);
  });
});

describe("spanOn()", () => {
  const block = (day: string, starts: string, ends: string, endDay = day) => ({
    startsAt: instantAt(day, starts),
    endsAt: instantAt(endDay, ends),
  });

  test("stands where the wall clock says, on any day of 2024-2035", () => {
    const first = "2024-01-01";
    const someDay = fc
      .integer({ min: 0, max: daysBetween(first, "2035-12-31") })
      .map((n) => addDays(first, n));
    const daytime = fc.integer({ min: 36, max: 280 });
    void fc.assert(
      fc.property(someDay, daytime, fc.integer({ min: 1, max: 8 }), (day, from, length) => {
        const span = { from: from * STEP, to: Math.min((from + length) * STEP, 1435) };
        const at = block(day, clockOf(span.from), clockOf(span.to));
        expect(spanOn(day, at)).toEqual(span);
        expect(daysOf(at)).toEqual([day]);
      }),
      { numRuns: 1000 },
    );
  });

  test("cuts at midnight, and rounds out to the lines of the grid", () => {
    const night = block("2026-11-23", "22:30", "01:15", "2026-11-24");
    expect(spanOn("2026-11-23", night)).toEqual({ from: 22 * 60 + 30, to: 1440 });
    expect(spanOn("2026-11-24", night)).toEqual({ from: 0, to: 75 });
    expect(spanOn("2026-11-25", night)).toBe(undefined);
    expect(daysOf(night)).toEqual(["2026-11-23", "2026-11-24"]);
    expect(daysOf(block("2026-11-23", "22:00", "00:00", "2026-11-24"))).toEqual(["2026-11-23"]);
    const odd = block("2026-11-23", "08:03", "08:47");
    expect(spanOn("2026-11-23", odd)).toEqual({ from: 480, to: 530 });
  });

  test("is never empty where the clock goes back", () => {
    const twice = { startsAt: "2026-10-25T00:50:00.000Z", endsAt: "2026-10-25T01:10:00.000Z" };
    expect(spanOn("2026-10-25", twice)).toEqual({ from: 170, to: 175 });
  });
});

test("minutesOf() and clockOf() are each other's way back", () => {
  for (let minutes = 0; minutes < 1440; minutes++)
    expect(minutesOf(clockOf(minutes))).toBe(minutes);
});

test("hoursFor() is a working day, and longer where something lies outside of it", () => {
  expect(hoursFor([])).toEqual({ from: 8, to: 16 });
  expect(
    hoursFor([
      { from: 430, to: 500 },
      { from: 1000, to: 1225 },
    ]),
  ).toEqual({ from: 7, to: 21 });
});
