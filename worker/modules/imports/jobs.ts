import { DAY, MINUTE, shift } from "#worker/lib/clock.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { log } from "#worker/lib/log.ts";
import { forLog } from "#worker/lib/log_error.ts";
import { Problem } from "#worker/lib/problem.ts";
import { giveUpImport } from "./actions.ts";
import type { Chunk } from "./chunks/queries.ts";
import {
  countFailure,
  findWork,
  forgottenImports,
  isWorking,
  silentImports,
  TRIES,
  type Work,
} from "./queries.ts";
import type { World } from "./rows/types.ts";
import { checkChunk } from "./work/check.ts";
import { worldOf } from "./work/plan.ts";
import { runChunk } from "./work/run.ts";
import { undoChunk } from "./work/undo.ts";

/** Pieces a message is good for: a Worker may send 1000 statements, and a piece takes about 20. */
const PIECES = 8;
/** Nobody has come further for so long: the queue has lost the work, or there is none. */
export const SILENCE = 10_000;
/** A file that nobody imports is not kept longer: it holds national ids, if sealed. */
const KEEP_DAYS = 7;

/**
 * Takes an import some pieces further; whether there is more to do. Each piece is a batch of its
 * own that only one of several workers can send, so it may be called by anyone at any time.
 */
export async function advance(ctx: Ctx, id: string, pieces = PIECES): Promise<boolean> {
  const world = await worldOf(ctx);
  let moved = 0;
  for (let piece = 0; piece < pieces; piece++) {
    const { work, chunk } = await findWork(ctx, id);
    if (!work || !isWorking(work) || work.failures >= TRIES) return false;
    try {
      await workPiece(ctx, work, { chunk, world });
      moved++;
    } catch (error) {
      // Somebody else has just done this piece, or the register moved: it is looked at again.
      if (error instanceof Problem && error.code === "stale") continue;
      await countFailure(ctx, id);
      throw error;
    }
  }
  if (moved === 0) await countFailure(ctx, id);
  const { work } = await findWork(ctx, id);
  return work !== undefined && isWorking(work) && work.failures < TRIES;
}

type Around = { chunk: Chunk | undefined; world: World };

async function workPiece(ctx: Ctx, work: Work, { chunk, world }: Around): Promise<void> {
  if (work.state === "undoing") return undoChunk(ctx, work);
  if (!chunk) throw new Error(`Import has no piece ${work.nextChunk}`);
  if (work.state === "checking") return checkChunk(ctx, work, chunk, world);
  return runChunk(ctx, work, chunk, world);
}

/** The queue's message: some pieces, and a message for those after them. */
export async function workOn(ctx: Ctx, id: string): Promise<void> {
  if (await advance(ctx, id)) await ctx.env.QUEUE.send(message(ctx, id));
}

const message = (ctx: Ctx, id: string) => ({
  kind: "import" as const,
  schoolId: ctx.actor.schoolId,
  id,
});

/**
 * What somebody has asked for begins: a small file is done while she waits, a large one in the
 * queue. Losing either only delays it.
 */
export async function begin(ctx: Ctx, { id, rowCount }: Pick<Work, "id" | "rowCount">) {
  if (rowCount > SMALL) ctx.later(ctx.env.QUEUE.send(message(ctx, id)));
  else await advance(ctx, id).catch(failed(ctx, id));
}
const SMALL = 1500;

/** Takes up an import whose work has fallen silent, for whoever looks at it. */
export function nudge(ctx: Ctx, work: Pick<Work, "id" | "state" | "progressAt">): void {
  const silent = (work.progressAt ?? "") < shift(ctx.now, -SILENCE);
  if (!isWorking(work) || !silent) return;
  ctx.later(advance(ctx, work.id).catch(failed(ctx, work.id)));
}

const failed = (ctx: Ctx, id: string) => (error: unknown) =>
  log("error", "import.failed", {
    ...{ request_id: ctx.requestId, school_id: ctx.actor.schoolId, subject: id },
    error: forLog(error),
  });

const inSchool = (ctx: Ctx, schoolId: string): Ctx => ({
  ...ctx,
  actor: { ...ctx.actor, schoolId },
});

/** Every minute: what the queue has lost is gone on with. */
export async function sweepImports(ctx: Ctx): Promise<void> {
  for (const { schoolId, id } of await silentImports(ctx, shift(ctx.now, -MINUTE / 2)))
    await workOn(inSchool(ctx, schoolId), id).catch(failed(inSchool(ctx, schoolId), id));
}

/** Every night: files that were uploaded and left are deleted. */
export async function purgeImports(ctx: Ctx): Promise<void> {
  for (const { schoolId, ...seen } of await forgottenImports(ctx, shift(ctx.now, -KEEP_DAYS * DAY)))
    await giveUpImport(inSchool(ctx, schoolId), seen);
}
