import { and, desc, eq, gte, sql } from "drizzle-orm";
import { audit } from "#worker/lib/audit.ts";
import { type Ctx, PLATFORM, type Statement } from "#worker/lib/ctx.ts";
import { Problem } from "#worker/lib/problem.ts";
import type { LogState } from "./input.ts";
import type { Seal } from "./rules.ts";
import { auditChecks, seals } from "./schema.ts";
import type { Ask } from "./walk.ts";

const SHOWN = 10;

/** The scope of this module: the one log of all schools, for whoever stands on the platform. */
function wholeLog(ctx: Ctx): void {
  if (ctx.actor.schoolId !== PLATFORM) throw new Problem(403, "forbidden");
}

const shown = {
  id: auditChecks.id,
  state: auditChecks.state,
  startedAt: auditChecks.startedAt,
  finishedAt: auditChecks.finishedAt,
  fromSeq: auditChecks.fromSeq,
  toSeq: auditChecks.toSeq,
  nextSeq: auditChecks.nextSeq,
  findings: auditChecks.findings,
};

/** What the page shows: the newest seals and walks, and how long the log is. */
export async function readLog(ctx: Ctx): Promise<LogState> {
  wholeLog(ctx);
  const { n, fromSeq, toSeq, hash, at } = seals;
  const [top, newest, checks] = await ctx.db.batch([
    ctx.db.select({ seq: audit.seq }).from(audit).orderBy(desc(audit.seq)).limit(1),
    ctx.db.select({ n, fromSeq, toSeq, hash, at }).from(seals).orderBy(desc(seals.n)).limit(SHOWN),
    ctx.db
      .select(shown)
      .from(auditChecks)
      .orderBy(desc(auditChecks.startedAt), desc(auditChecks.id))
      .limit(SHOWN),
  ]);
  return { lastSeq: top[0]?.seq ?? 0, seals: newest, checks };
}

/** The newest seal, and some rows after it. */
export async function unsealed(ctx: Ctx, limit: number) {
  const newest = sql`(select coalesce(max(${seals.toSeq}), 0) from ${seals})`;
  const [last, rows] = await ctx.db.batch([
    ctx.db.select().from(seals).orderBy(desc(seals.n)).limit(1),
    ctx.db
      .select({ seq: audit.seq, mac: audit.mac })
      .from(audit)
      .where(gte(audit.seq, sql`${newest} + 1`))
      .orderBy(audit.seq)
      .limit(limit),
  ]);
  return { last: last[0], rows };
}

/** Writes them, or none of them when somebody else has sealed the same rows meanwhile. */
export const insertSeals = (ctx: Ctx, made: readonly Seal[]) =>
  made.map((seal) => ctx.db.insert(seals).values(seal));

const work = { ...shown, nextN: auditChecks.nextN, prev: auditChecks.prev };
const versioned = { ...work, version: auditChecks.version };

/** A walk as its work needs it. */
export async function getCheck(ctx: Ctx, id: string) {
  const [row] = await ctx.db.select(versioned).from(auditChecks).where(eq(auditChecks.id, id));
  return row;
}

/** The walks that are on their way. */
export const runningChecks = (ctx: Ctx) =>
  ctx.db.select({ id: auditChecks.id }).from(auditChecks).where(eq(auditChecks.state, "running"));

/** Where a new walk may begin: the newest row, the newest seal, and the last walk that found nothing. */
export async function startOf(ctx: Ctx) {
  const [top, whole] = await ctx.db.batch([
    ctx.db.select({ seq: audit.seq }).from(audit).orderBy(desc(audit.seq)).limit(1),
    ctx.db
      .select({ n: auditChecks.nextN, seq: auditChecks.nextSeq, prev: auditChecks.prev })
      .from(auditChecks)
      .where(eq(auditChecks.state, "whole"))
      .orderBy(desc(auditChecks.startedAt))
      .limit(1),
  ]);
  return { lastSeq: top[0]?.seq ?? 0, whole: whole[0] };
}

export function insertCheck(ctx: Ctx, row: typeof auditChecks.$inferInsert): Statement {
  return ctx.db.insert(auditChecks).values(row);
}

/** Notes how far a walk has come, unless somebody else has taken it further. */
export function moveCheck(
  ctx: Ctx,
  seen: { id: string; version: number },
  change: Partial<typeof auditChecks.$inferInsert>,
) {
  return ctx.db
    .update(auditChecks)
    .set({ ...change, version: seen.version + 1 })
    .where(and(eq(auditChecks.id, seen.id), eq(auditChecks.version, seen.version)))
    .returning({ id: auditChecks.id });
}

/** The database itself, for the walk, whose questions are the same in a Worker and in a command. */
export const asker =
  (ctx: Ctx): Ask =>
  async (text) =>
    (await ctx.env.DB.prepare(text).all()).results;
