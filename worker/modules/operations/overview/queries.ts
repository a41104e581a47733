import { sql } from "drizzle-orm";
import { DAY, HOUR, shift } from "#worker/lib/clock.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { flushMetrics, type HourRow } from "#worker/lib/metrics.ts";
import { Problem } from "#worker/lib/problem.ts";
import { versionOf } from "#worker/lib/watched.ts";
import { newestMigration } from "#worker/modules/health/mod.ts";
import type { VersionSeen } from "#worker/objects/metrics_shard.ts";
import { ofShards, outboxSql, outboxStateOf } from "../metrics/queries.ts";
import { wholeSystem } from "../scope.ts";
import type { Overview, Routes, RoutesQuery } from "./input.ts";
import { figures, SLO_DAYS, sloOf, sorted, summed } from "./rules.ts";

const SHOWN = 5;
const GLANCE = 24;

const hourOf = (at: string) => at.slice(0, 13);
// An hour is one whole row: the one that the window begins in counts with all of it.
const since = (now: string, hours: number) => hourOf(shift(now, -(hours - 1) * HOUR));

/** What each route did in these hours. */
export async function readRoutes(ctx: Ctx, { hours, sort }: RoutesQuery): Promise<Routes> {
  wholeSystem(ctx);
  const from = since(ctx.now, Number(hours));
  await flushMetrics(ctx.env, versionOf(ctx.env), Date.now());
  const rows = await ofShards(ctx.env, (shard) => shard.routes(from)).catch(() => {
    throw new Problem(503, "operations.no_figures", { retryAfter: 5 });
  });
  const items = sorted(summed(rows.flat()).map(figures), sort);
  return { since: `${from}:00:00.000Z`, items };
}

type Told = { routes: HourRow[]; hours: HourRow[]; versions: VersionSeen[] };

/** Everything of the first page: one question to each shard, one trip to the database. */
export async function readOverview(ctx: Ctx): Promise<Overview> {
  wholeSystem(ctx);
  await flushMetrics(ctx.env, versionOf(ctx.env), Date.now());
  const days = hourOf(shift(ctx.now, -SLO_DAYS * DAY));
  const [shards, kept] = await Promise.all([
    // Without the counters the rest is still told.
    ofShards(ctx.env, (shard) => shard.glance(since(ctx.now, GLANCE), days)).catch(() => undefined),
    inDatabase(ctx),
  ]);
  const { migration, ...found } = kept;
  return {
    traffic: shards ? trafficOf(shards) : null,
    ...found,
    versions: {
      ...{ running: versionOf(ctx.env), schema: newestMigration, applied: migration },
      seen: seenOf((shards ?? []).flatMap(({ versions }) => versions)),
    },
  };
}

function trafficOf(shards: readonly Told[]): NonNullable<Overview["traffic"]> {
  const rows = summed(shards.flatMap(({ routes }) => routes));
  const all = summed(rows.map((row) => ({ ...row, route: "" })))[0] ?? nothing;
  return {
    hours: GLANCE,
    total: figures(all),
    slowest: sorted(rows.map(figures), "-p95").slice(0, SHOWN),
    slo: sloOf(shards.flatMap(({ hours }) => hours)),
  };
}

const nothing: HourRow = {
  ...{ hour: "", route: "", requests: 0, errors: 0, rowsRead: 0, rowsWritten: 0, buckets: [] },
};

/** Each release once, the one heard of last first. */
function seenOf(all: readonly VersionSeen[]): VersionSeen[] {
  const seen = Map.groupBy(all, ({ version }) => version);
  const one = [...seen].map(([version, times]) => ({
    version,
    firstAt: times.map(({ firstAt }) => firstAt).toSorted()[0] ?? "",
    lastAt:
      times
        .map(({ lastAt }) => lastAt)
        .toSorted()
        .at(-1) ?? "",
  }));
  return one.toSorted((a, b) => (a.lastAt > b.lastAt ? -1 : 1)).slice(0, SHOWN);
}

type Proof = { at: string; rows: number; seconds: number; equal: number; orphans: number };
type State = Overview["audit"]["check"];

async function inDatabase(ctx: Ctx) {
  const [outbox, log, checks, backups, proofs, migrations] = await ctx.db.batch([
    ctx.db.all<Parameters<typeof outboxStateOf>[0]>(outboxSql),
    ctx.db.all<{ lastSeq: number; toSeq: number; at: string | null }>(sql`select
      coalesce((select max(seq) from audit), 0) lastSeq,
      coalesce((select to_seq from seals order by n desc limit 1), 0) toSeq,
      (select at from seals order by n desc limit 1) at`),
    ctx.db.all<NonNullable<State>>(sql`select state, coalesce(finished_at, started_at) at
      from audit_checks order by started_at desc limit 1`),
    ctx.db.all<{ at: string }>(sql`select ended_at at from backups where state = 'done'
      order by id desc limit 1`),
    ctx.db.all<Proof>(sql`select at, rows, seconds, equal, orphans from backup_proofs
      order by at desc limit 1`),
    ctx.db.all<{ name: string }>(sql`select name from d1_migrations order by id desc limit 1`),
  ]);
  const [proof] = proofs;
  return {
    outbox: outboxStateOf(outbox[0], ctx.now),
    audit: { ...(log[0] ?? { lastSeq: 0, toSeq: 0, at: null }), check: checks[0] ?? null },
    backup: {
      at: backups[0]?.at ?? null,
      proof: proof
        ? {
            ...{ at: proof.at, rows: proof.rows, seconds: proof.seconds },
            good: proof.equal === 1 && proof.orphans === 0,
          }
        : null,
    },
    migration: migrations[0]?.name ?? null,
  };
}
