import type { Bindings } from "./env.ts";
import { bounds, bucketOf, type Counter, type LabelsOf, seriesOf } from "./metric_families.ts";
import { inTheEu } from "./place.ts";

export const SHARDS = 4;
const EVERY = 10_000;
const REQUESTS = 50;

/** What one route did in one hour; `buckets` counts its answers by their time. */
export type HourRow = {
  hour: string;
  /** Empty: all of them together. */
  route: string;
  requests: number;
  errors: number;
  rowsRead: number;
  rowsWritten: number;
  buckets: readonly number[];
};

/** What an isolate has seen since it last told. */
export type Delta = {
  series: readonly (readonly [series: string, by: number])[];
  hours: readonly HourRow[];
  version: string;
};

/** One request, as it is counted. */
export type Answered = {
  route: string;
  method: string;
  status: number;
  ms: number;
  version: string;
  kind: "page" | "api";
  spent: { rowsRead: number; rowsWritten: number; trips: number };
};

// What this isolate has not told yet: no request waits for a counter.
let series = new Map<string, number>();
let hours = new Map<string, HourRow>();
let requests = 0;
let toldAt = 0;
let shard: number | undefined;

/** Adds to a counter; it is told with the next flush. */
export function count<N extends Counter>(name: N, labels: LabelsOf<N>, by = 1): void {
  const key = seriesOf(name, labels);
  series.set(key, (series.get(key) ?? 0) + by);
}

/** Counts a request with its time and its cost. */
export function countRequest(answered: Answered, now: string): void {
  const { route, method, status, ms, version, kind, spent } = answered;
  const statusClass = `${Math.floor(status / 100)}xx`;
  count("http_requests_total", { route, method, status_class: statusClass, version });
  const at = bucketOf(ms);
  for (const [i, le] of [...bounds.map((bound) => String(bound / 1000)), "+Inf"].entries())
    count("http_request_duration_seconds_bucket", { kind, version, le }, i >= at ? 1 : 0);
  count("http_request_duration_seconds_sum", { kind, version }, ms / 1000);
  count("http_request_duration_seconds_count", { kind, version });
  countSpent(route, spent);
  const buckets = Array.from({ length: bounds.length + 1 }, (_, i) => (i === at ? 1 : 0));
  const row = { requests: 1, errors: status >= 500 ? 1 : 0, buckets };
  for (const name of [route, ""])
    addHour({ hour: now.slice(0, 13), route: name, ...row, ...spent });
  requests++;
}

/** Counts what a request or a job has asked of the database. */
export function countSpent(route: string, spent: Answered["spent"]): void {
  if (spent.trips === 0) return;
  count("d1_rows_read_total", { route }, spent.rowsRead);
  count("d1_rows_written_total", { route }, spent.rowsWritten);
  count("d1_round_trips_total", { route }, spent.trips);
}

/** Whether it is time to tell: after fifty requests, or ten seconds after the last time. */
export const flushIsDue = (at: number): boolean => requests >= REQUESTS || at - toldAt >= EVERY;

/** Tells one of the shards what was counted here. What cannot be told now is told with the next. */
export async function flushMetrics(env: Bindings, version: string, at: number): Promise<void> {
  const untold: Delta = { series: [...series], hours: [...hours.values()], version };
  [series, hours, requests, toldAt] = [new Map(), new Map(), 0, at];
  if (untold.series.length === 0) return;
  shard ??= (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) % SHARDS;
  try {
    await shardOf(env, shard).add(untold, at);
  } catch {
    for (const [key, by] of untold.series) series.set(key, (series.get(key) ?? 0) + by);
    for (const row of untold.hours) addHour(row);
  }
}

/** The object that keeps a quarter of the counters. In production it stays in the EU. */
export function shardOf(env: Bindings, number: number) {
  return inTheEu(env, env.METRICS).getByName(`metrics:${number}`);
}

function addHour(row: HourRow): void {
  const key = `${row.hour} ${row.route}`;
  const known = hours.get(key);
  hours.set(key, known ? together(known, row) : row);
}

/** Two counts of the same route and hour as one. */
export function together(a: HourRow, b: HourRow): HourRow {
  return {
    hour: a.hour,
    route: a.route,
    requests: a.requests + b.requests,
    errors: a.errors + b.errors,
    rowsRead: a.rowsRead + b.rowsRead,
    rowsWritten: a.rowsWritten + b.rowsWritten,
    buckets: a.buckets.map((n, i) => n + (b.buckets[i] ?? 0)),
  };
}
