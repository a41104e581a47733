import * as z from "zod";
import { Instant } from "#worker/lib/fields.ts";

const Count = z.int().min(0);
const Amount = z.number().min(0);
/** A quantile in milliseconds; null where nothing was asked. */
const Ms = z.number().min(0).nullable();

/** How far back the page looks; the routes are kept for two days. */
export const windows = ["1", "6", "24", "48"] as const;
export const sorts = [
  "requests",
  "errors",
  "p50",
  "p95",
  "p99",
  "rows",
  "written",
  "cost",
] as const;
export type Sort = (typeof sorts)[number];

/** `?hours=24&sort=-cost`: what nobody knows falls back. */
export const RoutesQuery = z.strictObject({
  hours: z.enum(windows).catch("24"),
  sort: z.enum([...sorts, ...sorts.map((name) => `-${name}` as const)]).catch("-requests"),
});
export type RoutesQuery = z.output<typeof RoutesQuery>;

/** What one route did: how often, how well, how fast, and what it asked of the database. */
export const RouteFigures = z.strictObject({
  route: z.string(),
  requests: Count,
  errors: Count,
  p50: Ms,
  p95: Ms,
  p99: Ms,
  rowsRead: Amount.describe("Rows that D1 read, per request"),
  rowsWritten: Amount.describe("Rows that D1 wrote, per request"),
  usdPerMillion: Amount.describe("What a million such requests cost at list price, in USD"),
});
export type RouteFigures = z.output<typeof RouteFigures>;
export const Routes = z.strictObject({ since: Instant, items: z.array(RouteFigures) });
export type Routes = z.output<typeof Routes>;

const SloDay = z.strictObject({ day: z.iso.date(), requests: Count, errors: Count, left: Amount });

/** The promise, and how much of what may go wrong has gone wrong. */
export const Slo = z.strictObject({
  target: z.number(),
  days: Count,
  requests: Count,
  errors: Count,
  availability: z.number().min(0).max(1).nullable(),
  left: Amount.describe("The part of the error budget that is left, 0 to 1"),
  perDay: z.array(SloDay),
});
export type Slo = z.output<typeof Slo>;

/** What waits in the outbox, since when, and what was given up. */
export const Outbox = z.strictObject({ waiting: Count, dead: Count, lagSeconds: Amount });
export type Outbox = z.output<typeof Outbox>;

const Proved = z.strictObject({ at: Instant, good: z.boolean(), rows: Count, seconds: Count });
export const Backed = z.strictObject({ at: Instant.nullable(), proof: Proved.nullable() });
export type Backed = z.output<typeof Backed>;

/** How much of the audit log is sealed, and when it was last looked through. */
export const Sealed = z.strictObject({
  lastSeq: Count,
  toSeq: Count,
  at: Instant.nullable(),
  check: z.strictObject({ state: z.enum(["running", "whole", "broken"]), at: Instant }).nullable(),
});
export type Sealed = z.output<typeof Sealed>;

const Seen = z.strictObject({ version: z.string(), firstAt: Instant, lastAt: Instant });
export const Versions = z.strictObject({
  running: z.string(),
  schema: z.string().describe("The newest migration that this release knows"),
  applied: z.string().nullable().describe("The newest migration of the database"),
  seen: z.array(Seen),
});
export type Versions = z.output<typeof Versions>;

/** How the system fares, at one glance. `traffic` is null while the counters do not answer. */
export const Overview = z.strictObject({
  traffic: z
    .strictObject({ hours: Count, total: RouteFigures, slowest: z.array(RouteFigures), slo: Slo })
    .nullable(),
  outbox: Outbox,
  backup: Backed,
  audit: Sealed,
  versions: Versions,
});
export type Overview = z.output<typeof Overview>;
