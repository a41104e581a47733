import { expect, test } from "vitest";
import type { HourRow } from "#worker/lib/metrics.ts";
import { figures, quantile, sloOf, sorted, summed } from "./rules.ts";

const empty = Array.from({ length: 12 }, () => 0);
const row = (more: Partial<HourRow>): HourRow => ({
  ...{ hour: "2026-11-02T10", route: "/students", requests: 0, errors: 0 },
  ...{ rowsRead: 0, rowsWritten: 0, buckets: empty },
  ...more,
});

test("a quantile lies within the bucket of its rank; without requests there is none", () => {
  expect(quantile(empty, 0.5)).toBeNull();
  // 90 within 5 to 10 ms, 10 within 500 ms to 1 s
  const buckets = empty.with(1, 90).with(7, 10);
  expect(quantile(buckets, 0.5)).toBe(7.8);
  expect(quantile(buckets, 0.9)).toBe(10);
  expect(quantile(buckets, 0.95)).toBe(750);
  expect(quantile(empty.with(11, 3), 0.5)).toBe(10_000);
});

test("rows are told per request, and a million of them at list price", () => {
  const told = figures(row({ requests: 4, rowsRead: 1000, rowsWritten: 8 }));
  expect(told).toMatchObject({ rowsRead: 250, rowsWritten: 2, usdPerMillion: 2.55 });
  expect(figures(row({}))).toMatchObject({ rowsRead: 0, p95: null, usdPerMillion: 0.3 });
});

test("shards and hours of a route become one line, in the order that is asked for", () => {
  const a = row({ requests: 1, buckets: empty.with(0, 1) });
  const b = row({ hour: "2026-11-02T11", requests: 2, errors: 1, buckets: empty.with(8, 2) });
  const other = row({ route: "/", requests: 9, buckets: empty.with(0, 9) });
  const lines = summed([a, b, other]).map(figures);
  expect(lines).toHaveLength(2);
  expect(lines.find(({ route }) => route === "/students")).toMatchObject({
    requests: 3,
    errors: 1,
  });
  expect(sorted(lines, "-requests").map(({ route }) => route)).toEqual(["/", "/students"]);
  expect(sorted(lines, "-p95").map(({ route }) => route)).toEqual(["/students", "/"]);
});

test("the budget shrinks day by day and is never less than nothing", () => {
  const hours = [
    row({ hour: "2026-11-01T10", requests: 5000, errors: 2 }),
    row({ hour: "2026-11-02T10", requests: 5000, errors: 3 }),
  ];
  const slo = sloOf(hours);
  expect(slo).toMatchObject({ requests: 10_000, errors: 5, availability: 0.9995, left: 0.5 });
  expect(slo.perDay.map(({ day, left }) => [day, left])).toEqual([
    ["2026-11-01", 0.8],
    ["2026-11-02", 0.5],
  ]);
  expect(sloOf([row({ requests: 10, errors: 1 })]).left).toBe(0);
  expect(sloOf([])).toMatchObject({ availability: null, left: 1, perDay: [] });
});

test("an hour belongs to its day in Norway", () => {
  expect(sloOf([row({ hour: "2026-11-01T23", requests: 1 })]).perDay[0]?.day).toBe("2026-11-02");
});
