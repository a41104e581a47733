import { dayOf } from "#worker/lib/dates.ts";
import { bounds } from "#worker/lib/metric_families.ts";
import { type HourRow, together } from "#worker/lib/metrics.ts";
import type { RouteFigures, RoutesQuery, Slo, Sort } from "./input.ts";

/** Of a thousand requests one may fail, counted over thirty days. */
export const TARGET = 0.999;
export const SLO_DAYS = 30;

/**
 * List prices of Cloudflare beyond what the plan includes, in USD per million. CPU time and storage
 * are not in it: they are not counted per route.
 * https://developers.cloudflare.com/workers/platform/pricing/ and /d1/platform/pricing/
 */
export const prices = {
  validFrom: "2024-04-01",
  request: 0.3,
  rowRead: 0.001,
  rowWritten: 1,
} as const;

/**
 * The time within which a part of the requests was answered, in milliseconds: by even spread within
 * its bucket, as Prometheus does it. What took longer than the last bound is told as that bound.
 */
export function quantile(buckets: readonly number[], part: number): number | null {
  const all = buckets.reduce((sum, n) => sum + n, 0);
  if (all === 0) return null;
  const rank = all * part;
  let below = 0;
  for (const [index, n] of buckets.entries()) {
    if (n > 0 && below + n >= rank) {
      const upper = bounds[index];
      if (upper === undefined) break;
      const lower = bounds[index - 1] ?? 0;
      return Math.round((lower + ((upper - lower) * (rank - below)) / n) * 10) / 10;
    }
    below += n;
  }
  return bounds.at(-1) ?? null;
}

/** What was counted of one route, as people ask for it. */
export function figures(row: HourRow): RouteFigures {
  const { route, requests, errors, buckets } = row;
  const each = (n: number) => (requests === 0 ? 0 : n / requests);
  const [rowsRead, rowsWritten] = [each(row.rowsRead), each(row.rowsWritten)];
  const usd = prices.request + rowsRead * prices.rowRead + rowsWritten * prices.rowWritten;
  return {
    ...{ route, requests, errors },
    ...{ p50: quantile(buckets, 0.5), p95: quantile(buckets, 0.95), p99: quantile(buckets, 0.99) },
    ...{ rowsRead: round(rowsRead), rowsWritten: round(rowsWritten), usdPerMillion: round(usd) },
  };
}

const round = (n: number) => Math.round(n * 100) / 100;

/** Rows of several shards and hours, one for each route. */
export function summed(rows: readonly HourRow[]): HourRow[] {
  const sums = new Map<string, HourRow>();
  for (const row of rows) {
    const known = sums.get(row.route);
    sums.set(row.route, known ? together(known, row) : row);
  }
  return [...sums.values()];
}

const by: Record<Sort, (one: RouteFigures) => number> = {
  requests: (one) => one.requests,
  errors: (one) => one.errors,
  p50: (one) => one.p50 ?? 0,
  p95: (one) => one.p95 ?? 0,
  p99: (one) => one.p99 ?? 0,
  rows: (one) => one.rowsRead,
  written: (one) => one.rowsWritten,
  cost: (one) => one.usdPerMillion,
};

/** In the order that is asked for; equals by their name, so that a page stays as it is. */
export function sorted(rows: readonly RouteFigures[], sort: RoutesQuery["sort"]): RouteFigures[] {
  const way = sort.startsWith("-") ? -1 : 1;
  const value = by[sort.replace("-", "") as Sort];
  return rows.toSorted((a, b) => way * (value(a) - value(b)) || (a.route < b.route ? -1 : 1));
}

/**
 * The error budget over the days: what is left at the end of each, of all that this window's
 * requests allow. Used up is 0, never less.
 */
export function sloOf(hours: readonly HourRow[]): Slo {
  const days = Map.groupBy(hours, ({ hour }) => dayOf(`${hour}:00:00.000Z`));
  const count = (rows: readonly HourRow[], what: "requests" | "errors") =>
    rows.reduce((sum, row) => sum + row[what], 0);
  const [requests, errors] = [count(hours, "requests"), count(hours, "errors")];
  const allowed = requests * (1 - TARGET);
  const left = (spent: number) =>
    spent === 0 ? 1 : Math.max(0, Math.round((1 - spent / allowed) * 1000) / 1000);
  let spent = 0;
  const perDay = [...days.keys()].toSorted().map((day) => {
    const rows = days.get(day) ?? [];
    spent += count(rows, "errors");
    return {
      day,
      requests: count(rows, "requests"),
      errors: count(rows, "errors"),
      left: left(spent),
    };
  });
  return {
    ...{ target: TARGET, days: SLO_DAYS, requests, errors, left: left(errors), perDay },
    availability: requests === 0 ? null : 1 - errors / requests,
  };
}
