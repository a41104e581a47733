import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { DAY, HOUR, MINUTE, shift } from "./clock.ts";
import type { Ctx } from "./ctx.ts";
import { log } from "./log.ts";
import { reasonOf } from "./log_error.ts";
import { outbox } from "./outbox.ts";

/** A message as its reactor gets it. */
export type Told = {
  id: string;
  topic: string;
  subjectId: string;
  /** How many times it has been tried, this time included. */
  attempts: number;
  /** Nobody tries again after this: what fails now has failed. */
  last: boolean;
};

/**
 * What a module does when it is told. It may be told twice, so doing it again must change nothing.
 * Throwing means "not now": it is told again later.
 */
export type Reactor = (ctx: Ctx, told: Told) => Promise<void>;
/** Topic to reactor; each module exports its own, jobs.ts gathers them. */
export type Reactors = Readonly<Record<string, Reactor>>;

/** Whose ctx a message gets: that of its own school. */
export type CtxFor = (schoolId: string) => Ctx;

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = HOUR;
const GIVE_UP_AFTER = DAY;
// Longer than any reactor may take: who claimed a row and then died lets go of it after this.
const LEASE = 2 * MINUTE;
// Connections that a Worker may have open at once are few; a claimed row must not wait for one.
const AT_ONCE = 10;
const ROUNDS = 20;
// Beyond every sweep, so that what was given up costs the index nothing.
const NEVER = "9999-12-31T23:59:59.999Z";

/** Milliseconds before the next try: 2 s, 4 s, 8 s ... one hour. */
export function waitAfter(attempts: number): number {
  return Math.min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT);
}

/** Delivers what is due, oldest first, whoever has heard of it. Says how many were tried. */
export async function sweep(db: Ctx["db"], reactors: Reactors, ctxFor: CtxFor, now: string) {
  let tried = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const next = sql`rowid in (select rowid from outbox where ${due(now)}
      order by ${outbox.nextAt} limit ${AT_ONCE})`;
    const rows = await claim(db, next, now);
    await Promise.all(rows.map((row) => deliver(ctxFor(row.schoolId), reactors, row)));
    tried += rows.length;
    if (rows.length < AT_ONCE) break;
  }
  return tried;
}

/**
 * Delivers these messages unless somebody else already does. For those that failed it says after
 * how many milliseconds to come back.
 */
export async function deliverThese(
  db: Ctx["db"],
  ids: readonly { schoolId: string; id: string }[],
  { reactors, ctxFor, now }: { reactors: Reactors; ctxFor: CtxFor; now: string },
): Promise<Map<string, number>> {
  const keys = JSON.stringify(ids.map(({ schoolId, id }) => [schoolId, id]));
  const these = sql`(${outbox.schoolId}, ${outbox.id}) in
    (select value ->> 0, value ->> 1 from json_each(${keys}))`;
  const rows = await claim(db, these, now);
  const waits = await Promise.all(
    rows.map(async (row) => [row.id, await deliver(ctxFor(row.schoolId), reactors, row)] as const),
  );
  return new Map(waits.filter((entry): entry is [string, number] => entry[1] !== undefined));
}

const due = (now: string) =>
  sql`${outbox.deliveredAt} is null and ${outbox.deadAt} is null and ${outbox.nextAt} <= ${now}`;

type Claimed = Awaited<ReturnType<typeof claim>>[number];

/** Takes rows so that nobody else does: the update moves them out of what is due. */
function claim(db: Ctx["db"], which: SQL, now: string) {
  return db
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1`, nextAt: shift(now, LEASE) })
    .where(and(which, due(now)))
    .returning({
      schoolId: outbox.schoolId,
      id: outbox.id,
      topic: outbox.topic,
      subjectId: outbox.subjectId,
      at: outbox.at,
      attempts: outbox.attempts,
    });
}

/** Tells the reactor and writes down how it went; answers the wait when it must be tried again. */
async function deliver(ctx: Ctx, reactors: Reactors, row: Claimed): Promise<number | undefined> {
  const { id, topic, subjectId, attempts } = row;
  const last = Date.parse(ctx.now) - Date.parse(row.at) >= GIVE_UP_AFTER;
  const mine = and(
    eq(outbox.schoolId, row.schoolId),
    eq(outbox.id, id),
    isNull(outbox.deliveredAt),
  );
  const note = (change: Partial<typeof outbox.$inferInsert>) =>
    ctx.db.update(outbox).set(change).where(mine);
  try {
    const react = reactors[topic];
    // A newer release may know it: so it waits, and is not thrown away.
    if (!react) throw new Error(`Nobody listens to "${topic}"`);
    await react(ctx, { id, topic, subjectId, attempts, last });
    await note({ deliveredAt: ctx.now, lastError: null });
    return undefined;
  } catch (error) {
    const lastError = reasonOf(error);
    log("error", "outbox.failed", {
      ...{ request_id: ctx.requestId, school_id: row.schoolId, subject: topic },
      ...{ attempt: attempts, error: lastError },
    });
    if (last) {
      await note({ lastError, deadAt: ctx.now, nextAt: NEVER });
      return undefined;
    }
    const wait = waitAfter(attempts);
    await note({ lastError, nextAt: shift(ctx.now, wait) });
    return wait;
  }
}

/** Rows that say nothing new go after a month: the audit has what happened. */
export async function purgeOutbox(ctx: Ctx): Promise<void> {
  const before = shift(ctx.now, -30 * DAY);
  for (let round = 0; round < ROUNDS; round++) {
    // In the order of their making, so it reads what it deletes and not the whole table.
    const { meta } = await ctx.db.run(sql`delete from outbox where rowid in (
      select rowid from (select rowid, at, delivered_at, dead_at from outbox order by rowid limit 500)
      where at < ${before} and (delivered_at is not null or dead_at is not null))`);
    if (meta.changes === 0) break;
  }
}
