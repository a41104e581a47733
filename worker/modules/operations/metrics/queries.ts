import { sql } from "drizzle-orm";
import { open } from "#worker/lib/databases.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { SHARDS, shardOf } from "#worker/lib/metrics.ts";

const MOST = 1_000;
// Beyond every sweep: what was given up stands at the end of the index of what waits.
const NEVER = "9999-12-31T23:59:59.999Z";

/** The four shards' answers to one question. */
export function ofShards<T>(
  env: Bindings,
  ask: (shard: ReturnType<typeof shardOf>) => Promise<T>,
): Promise<T[]> {
  return Promise.all(Array.from({ length: SHARDS }, (_, number) => ask(shardOf(env, number))));
}

export type OutboxState = { waiting: number; dead: number; lagSeconds: number };
type OutboxRow = { waiting: number; since: string | null; dead: number };

/**
 * How much waits to be delivered, since when, and how much was given up. Without parameters, which
 * a raw query in drizzle's batch cannot have.
 */
export const outboxSql = sql.raw(`select
  (select count(*) from (select 1 from outbox
    where delivered_at is null and next_at < '${NEVER}' limit ${MOST})) waiting,
  (select min(at) from (select at from outbox
    where delivered_at is null and next_at < '${NEVER}' limit ${MOST})) since,
  (select count(*) from (select 1 from outbox
    where dead_at is not null and dismissed_at is null and delivered_at is null
    limit ${MOST})) dead`);

/** The answer to that, as seen now. */
export function outboxStateOf(row: OutboxRow | undefined, now: string): OutboxState {
  const age = row?.since ? (Date.parse(now) - Date.parse(row.since)) / 1000 : 0;
  return { waiting: row?.waiting ?? 0, dead: row?.dead ?? 0, lagSeconds: Math.max(0, age) };
}

/** The same by itself: one round trip. */
export async function outboxState(db: D1Database, now: string): Promise<OutboxState> {
  const [row] = await open(db).all<OutboxRow>(outboxSql);
  return outboxStateOf(row, now);
}

/** How long what nobody may lose has been without its seal, and without a backup; one round trip. */
export async function safetyState(db: D1Database, now: string) {
  const row = await db
    .prepare(
      `select
        (select at from audit where seq > (select coalesce(max(to_seq), 0) from seals)
          order by seq limit 1) unsealed,
        (select max(started_at) from (select started_at from backups where state = 'done'
          order by id desc limit 1)) backed_up`,
    )
    .first<{ unsealed: string | null; backed_up: string | null }>();
  const age = (at: string) => Math.max(0, (Date.parse(now) - Date.parse(at)) / 1000);
  return {
    audit_seal_age_seconds: row?.unsealed ? age(row.unsealed) : 0,
    ...(row?.backed_up && { backup_age_seconds: age(row.backed_up) }),
  };
}
