import { MINUTE, shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { log } from "#worker/lib/log.ts";
import { forLog } from "#worker/lib/log_error.ts";
import { Problem } from "#worker/lib/problem.ts";
import { message, startBackup } from "./actions.ts";
import { forget, idsIn } from "./bucket.ts";
import { kinds } from "./input.ts";
import {
  countFailure,
  endBackup,
  findWork,
  hasDone,
  silent,
  underWay,
  type Work,
} from "./queries.ts";
import { expired, keptDays } from "./rules.ts";
import { checkParts } from "./work/check.ts";
import { type Bounds, readPart } from "./work/read.ts";

/** Failures in a row after which a backup is given up: tomorrow there is another. */
const TRIES = 6;
/** Nothing has happened for so long: the queue has lost the work. */
const SILENCE = 3 * MINUTE;

/** One piece of a backup; whether there is more to do. Anyone may call it at any time. */
export async function advance(ctx: Ctx, id: string, limits?: Bounds): Promise<boolean> {
  const work = await findWork(ctx, id);
  if (!work) return false;
  try {
    if (work.state === "reading") await readPart(ctx, work, limits);
    else await checkParts(ctx, work);
  } catch (error) {
    // Somebody else has ended it in this very moment.
    if (error instanceof Problem && error.code === "stale") return false;
    if ((await countFailure(ctx, id)) < TRIES) throw error;
    log("error", "backup.given_up", { request_id: ctx.requestId, error: forLog(error) });
    await giveUp(ctx, id);
    return false;
  }
  if (await findWork(ctx, id)) return true;
  await afterwards(ctx, work);
  return false;
}

async function giveUp(ctx: Ctx, id: string): Promise<void> {
  await commit(ctx, {
    action: "backups.failed",
    entity: "backup",
    entityId: id,
    write: [endBackup(ctx, id, "failed")],
  });
}

/** The month's set follows the first whole backup of the month. */
async function afterwards(ctx: Ctx, { kind }: Work): Promise<void> {
  const month = `${ctx.now.slice(0, 7)}-01T00:00:00.000Z`;
  if (kind === "daily" && !(await hasDone(ctx, "monthly", month)))
    await startBackup(ctx, "monthly");
}

/** The queue's message: one piece, and a message for those after it. */
export async function backUpOn(ctx: Ctx, id: string): Promise<void> {
  if (await advance(ctx, id)) await ctx.env.QUEUE.send(message(id));
}

/** Every minute: a backup that the queue has lost is gone on with. */
export async function sweepBackups(ctx: Ctx): Promise<void> {
  const id = await silent(ctx, shift(ctx.now, -SILENCE));
  if (id) await ctx.env.QUEUE.send(message(id));
}

/** Every night, when what had its time is gone: begins the backup, and deletes the oldest ones. */
export async function nightlyBackup(ctx: Ctx): Promise<void> {
  if (!(await underWay(ctx))) await startBackup(ctx);
  for (const kind of kinds) {
    const ids = await idsIn(ctx.env.BACKUPS, kind);
    for (const id of expired(ids, keptDays(kind, ctx.env), ctx.now))
      await forget(ctx.env.BACKUPS, kind, id);
  }
}
