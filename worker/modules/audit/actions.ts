import { uuidv7 } from "uuidv7";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { log } from "#worker/lib/log.ts";
import { forLog } from "#worker/lib/log_error.ts";
import { dropAnchor, readAnchors } from "./anchors.ts";
import {
  asker,
  getCheck,
  insertCheck,
  insertSeals,
  moveCheck,
  runningChecks,
  startOf,
  unsealed,
} from "./queries.ts";
import { after, type Finding, MOST_ROWS, type Seal, START, sealOf } from "./rules.ts";
import { holdAnchors, type Step, step } from "./walk.ts";

const SEALS_A_RUN = 40;
const STEPS_A_MESSAGE = 8;

/**
 * Every minute: closes what was written since. The newest hash goes to the log stream, where
 * nobody who can write to the database can change it.
 */
export async function sealAudit(ctx: Ctx): Promise<Seal | undefined> {
  const { last, rows } = await unsealed(ctx, MOST_ROWS * SEALS_A_RUN);
  const made: Seal[] = [];
  let place = last ? after(last) : START;
  for (let from = 0; from < rows.length; from += MOST_ROWS) {
    const seal = sealOf(ctx.env.KEYS, place, {
      rows: rows.slice(from, from + MOST_ROWS),
      at: ctx.now,
    });
    made.push(seal);
    place = after(seal);
  }
  const [first, ...rest] = insertSeals(ctx, made);
  if (!first) return last;
  try {
    await ctx.db.batch([first, ...rest]);
  } catch (error) {
    if (!/UNIQUE|PRIMARY KEY/.test(`${error} ${(error as Error).cause}`)) throw error;
    return undefined; // somebody else was at it in the same moment: hers are the ones
  }
  // A copy outside of the database, so it is written wherever anything but faults is.
  for (const { n, toSeq, hash } of made)
    log("warn", "audit_log.sealed", { subject: `audit_seal ${n} ${toSeq} ${hash}` });
  return made.at(-1);
}

/** Every night: the newest seal is kept in the bucket, and what is new in the log is looked through. */
export async function anchorAudit(ctx: Ctx): Promise<void> {
  const seal = await sealAudit(ctx);
  if (seal) await dropAnchor(ctx, seal);
  await startCheck(ctx, { all: false });
}

/** Begins a walk: over all of the log, or from where the last one that found nothing ended. */
export async function startCheck(ctx: Ctx, { all }: { all: boolean }, id = uuidv7()) {
  const { lastSeq, whole } = await startOf(ctx);
  const from = (!all && whole) || START;
  await commit(ctx, {
    ...{ action: "audit.check_started", entity: "audit_check", entityId: id, once: true },
    write: [
      insertCheck(ctx, {
        ...{ id, state: "running", startedAt: ctx.now, startedBy: ctx.actor.id },
        ...{ fromSeq: from.seq, toSeq: lastSeq, findings: [] },
        ...{ nextN: from.n, nextSeq: from.seq, prev: from.prev },
      }),
    ],
  });
  ctx.later(ctx.env.QUEUE.send(message(ctx, id)));
}

const message = (ctx: Ctx, id: string) => ({
  ...{ kind: "audit_check" as const, schoolId: ctx.actor.schoolId, id },
});

/** The queue's message: some steps of a walk, and a message for those after them. */
export async function workOnCheck(ctx: Ctx, id: string): Promise<void> {
  for (let n = 0; n < STEPS_A_MESSAGE; n++) if (!(await workStep(ctx, id))) return;
  await ctx.env.QUEUE.send(message(ctx, id));
}

/** Whether there is more to do. */
async function workStep(ctx: Ctx, id: string): Promise<boolean> {
  const check = await getCheck(ctx, id);
  if (check?.state !== "running") return false;
  const from = { n: check.nextN, seq: check.nextSeq, prev: check.prev };
  const taken = await step(asker(ctx), ctx.env.KEYS, from);
  const findings = [...check.findings, ...taken.findings, ...(await anchorsAfter(ctx, taken))];
  const moved = await moveCheck(ctx, check, {
    ...{ nextN: taken.place.n, nextSeq: taken.place.seq, prev: taken.place.prev, findings },
    ...(taken.done && { state: findings.length ? "broken" : "whole", finishedAt: ctx.now }),
  });
  if (taken.done && findings.length)
    log("error", "audit_log.broken", { subject: JSON.stringify(findings[0]) });
  return !taken.done && moved.length > 0;
}

const anchorsAfter = async (ctx: Ctx, { done }: Step): Promise<Finding[]> =>
  done ? holdAnchors(asker(ctx), await readAnchors(ctx)) : [];

/** Every minute: walks that the queue has lost are gone on with. */
export async function sweepChecks(ctx: Ctx): Promise<void> {
  for (const { id } of await runningChecks(ctx))
    await workOnCheck(ctx, id).catch((error) =>
      log("error", "audit_log.unchecked", { request_id: ctx.requestId, error: forLog(error) }),
    );
}
