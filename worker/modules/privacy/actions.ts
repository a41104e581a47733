import { uuidv7 } from "uuidv7";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Reactor } from "#worker/lib/deliver.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { log } from "#worker/lib/log.ts";
import { forLog } from "#worker/lib/log_error.ts";
import { Problem, refuseFor } from "#worker/lib/problem.ts";
import { sessionsOf } from "#worker/lib/session.ts";
import {
  accountsOf,
  asStatements,
  closeErasure,
  dueErasures,
  getTombstone,
  insertErasure,
  insertTombstone,
  readPerson,
} from "./queries.ts";
import { dueAt, mayConfirm, whyNotErase } from "./rules.ts";
import { erasureSql, tombstoneOf } from "./tombstones.ts";

const about = (entityId: string) => ({ entity: "student", entityId });

/** Somebody asks that a person be erased. A day later it is done, or at once by a second person. */
export async function requestErasure(ctx: Ctx, studentId: string, id = uuidv7()): Promise<void> {
  const { facts, waiting } = await readPerson(ctx, studentId);
  refuseFor(whyNotErase(facts));
  if (waiting && waiting.id !== id) throw new Problem(409, "privacy.waits_already");
  await commit(ctx, {
    ...{ ...about(studentId), action: "privacy.erasure_requested", once: true },
    write: [insertErasure(ctx, { id, studentId, why: "asked", dueAt: dueAt(ctx.now) })],
    unique: {
      "erasures.school_id, erasures.student_id": ["request", "privacy.waits_already"],
    },
  });
}

/** Takes the request back; nothing has happened yet. */
export async function withdrawErasure(ctx: Ctx, studentId: string, version: number): Promise<void> {
  const { waiting } = await readPerson(ctx, studentId);
  if (!waiting) throw new Problem(409, "privacy.nothing_waits");
  await withdraw(ctx, studentId, { id: waiting.id, version });
}

const withdraw = (ctx: Ctx, studentId: string, seen: Seen, reason?: string) =>
  commit(ctx, {
    ...{ ...about(studentId), action: "privacy.erasure_withdrawn" },
    ...(reason && { reason }),
    write: [closeErasure(ctx, seen, { withdrawnAt: ctx.now }), mustChange(ctx)],
  });

/** A second person does it at once. */
export async function confirmErasure(ctx: Ctx, studentId: string, version: number): Promise<void> {
  const { waiting } = await readPerson(ctx, studentId);
  if (!waiting) throw new Problem(409, "privacy.nothing_waits");
  if (!mayConfirm(waiting, ctx.actor.id)) throw new Problem(409, "privacy.second_person");
  await erase(ctx, studentId, { id: waiting.id, version });
}

/** Overwrites and removes what may go, in one batch with the tombstone; then sessions end. */
async function erase(ctx: Ctx, studentId: string, seen: Seen): Promise<void> {
  const { facts } = await readPerson(ctx, studentId);
  refuseFor(whyNotErase(facts));
  const accounts = await accountsOf(ctx, studentId);
  const subject = { schoolId: ctx.actor.schoolId, id: studentId };
  await commit(ctx, {
    ...{ ...about(studentId), action: "privacy.erased" },
    write: [
      closeErasure(ctx, seen, { doneAt: ctx.now, doneBy: ctx.actor.id }),
      mustChange(ctx),
      // First: it opens the triggers that keep what she and others have written.
      insertTombstone(ctx, tombstoneOf(ctx.env.KEYS, subject, ctx.now)),
      ...asStatements(ctx, erasureSql(subject, ctx.now)),
    ],
    tell: [{ topic: "privacy.erased", subjectId: studentId }],
  });
  for (const userId of accounts)
    await sessionsOf(ctx.env, userId)
      .endAll()
      .catch((error: unknown) =>
        log("error", "erasure.session_left", { request_id: ctx.requestId, error: forLog(error) }),
      );
}

/** Where tombstones lie outside of the database: a restore reads them all from here. */
export const TOMBSTONES = "tombstones/";

/** Told that somebody was erased: her tombstone goes where no restore of the database reaches. */
export const keepTombstone: Reactor = async (ctx, { subjectId }) => {
  const stone = await getTombstone(ctx, subjectId);
  if (!stone) return;
  const key = `${TOMBSTONES}${stone.schoolId}/${stone.kind}/${stone.id}.json`;
  const httpMetadata = { contentType: "application/json" };
  await ctx.env.BACKUPS.put(key, JSON.stringify(stone), { httpMetadata });
};

/** Every minute: what has waited its day is done. What speaks against it now ends the waiting. */
export async function eraseDue(ctx: Ctx): Promise<void> {
  for (const { schoolId, studentId, ...seen } of await dueErasures(ctx)) {
    const there = { ...ctx, actor: { ...ctx.actor, schoolId } };
    try {
      await erase(there, studentId, seen);
    } catch (error) {
      if (!(error instanceof Problem))
        log("error", "erasure.failed", { request_id: ctx.requestId, error: forLog(error) });
      else if (error.reasons.length) await withdraw(there, studentId, seen, error.code);
    }
  }
}
