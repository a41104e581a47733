import { expect, test } from "vitest";
import { counters, gauges } from "#worker/lib/metric_families.ts";
import { expressions, metricsIn, ownNames } from "./names.ts";

test("metricsIn() finds the names and leaves out functions, labels and times", () => {
  const expr = 'topk(10, sum by (route) (rate(a_total{b="c_total"}[5m])) / sum(x:y)) * 1e6';
  expect(metricsIn(expr)).toEqual(["a_total", "x:y"]);
});

test("every metric that an alert or a panel names is one that the product has", () => {
  const known = new Set([...Object.keys(counters), ...Object.keys(gauges), ...ownNames()]);
  const found = expressions();
  expect(found.length).toBeGreaterThan(30);
  const unknown = found.flatMap(({ at, expr }) =>
    metricsIn(expr)
      .filter((name) => !known.has(name))
      .map((name) => `${at}: ${name}`),
  );
  expect(unknown).toEqual([]);
});
