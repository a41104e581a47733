import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { take } from "#worker/lib/limits.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { blindIndex } from "#worker/lib/seal.ts";
import { report } from "#worker/lib/signals.ts";
import { about, nationalIdProblem, unique } from "../actions.ts";
import { getStudent, sealedId, updateStudent } from "../queries.ts";
import type { NationalIdInput } from "./input.ts";
import {
  findByIndex,
  findByNationalId,
  openNationalId,
  sealedQuery,
  setJustNow,
} from "./queries.ts";
import { onRecord } from "./taken.ts";

/** Sets, changes or takes away a national id. The audit row says that, never what it was or is. */
export async function setNationalId(
  ctx: Ctx,
  seen: Seen,
  { nationalId }: NationalIdInput,
): Promise<void> {
  const { birthDate, version } = await getStudent(ctx, seen.id);
  const wrong = nationalId && nationalIdProblem(ctx, nationalId, birthDate);
  if (wrong) throw fieldProblem("nationalId", wrong);
  await onRecord(ctx, nationalId, async () => {
    if (version === seen.version && (await hasNationalId(ctx, seen.id, nationalId))) return;
    const write = [updateStudent(ctx, seen, sealedId(ctx, seen.id, nationalId)), mustChange(ctx)];
    const entry = { ...about(seen.id), diff: { nationalId: "hidden" as const }, write, unique };
    if (nationalId) await commit(ctx, { ...entry, action: "students.national_id_set" });
    else await commit(ctx, { ...entry, action: "students.national_id_removed" });
  });
}

/** Whether that is the number she has already, or none: a form sent twice changes once. */
async function hasNationalId(ctx: Ctx, id: string, nationalId: string | null): Promise<boolean> {
  if (nationalId !== null) return (await findByNationalId(ctx, nationalId)) === id;
  return !(await getStudent(ctx, id)).hasNationalId;
}

/**
 * Whether an earlier click has done what this form asks for. Of a number, only whoever has just set
 * it is told: to anybody else "that is it already" would be an answer to a guess.
 */
export async function isSetAlready(
  ctx: Ctx,
  id: string,
  { nationalId }: NationalIdInput,
): Promise<boolean> {
  if (nationalId !== null && !(await setJustNow(ctx, id))) return false;
  return hasNationalId(ctx, id, nationalId);
}

/** Shows the whole number to somebody who has just proven herself, and records that. */
export async function revealNationalId(ctx: Ctx, id: string): Promise<string> {
  const [sealed] = await sealedQuery(ctx, id);
  if (!sealed) throw new Problem(404, "students.not_found");
  const nationalId = openNationalId(ctx, sealed);
  if (!nationalId) throw new Problem(409, "students.no_national_id");
  await takeBoth(ctx);
  await commit(ctx, { ...about(id), action: "students.national_id_revealed", write: [] });
  const { id: account, schoolId } = ctx.actor;
  report(ctx, [schoolId], { kind: "revealed", account, address: ctx.caller });
  return nationalId;
}

/**
 * Whose number it is, on record: who asks by national id learns that the person is trained here, or
 * that she is not. What was asked for stands in the audit row blind, so that it can be told later
 * whether it was this number, and never what it was.
 */
export async function searchNationalId(ctx: Ctx, nationalId: string): Promise<string> {
  await takeBoth(ctx);
  const index = blindIndex(ctx.env.KEYS, ctx.actor.schoolId, nationalId);
  const id = await findByIndex(ctx, index);
  if (!id) {
    await commit(ctx, {
      action: "students.national_id_not_found",
      entity: "student_list",
      entityId: ctx.actor.schoolId,
      diff: { index: [null, index] },
      write: [],
    });
    throw fieldProblem("nationalId", "students.no_such_national_id");
  }
  await commit(ctx, { ...about(id), action: "students.national_id_searched", write: [] });
  return id;
}

// Numbers are few enough to be tried one by one, and a register is quickly read out.
async function takeBoth(ctx: Ctx): Promise<void> {
  await take(ctx, "reveal.actor", ctx.actor.id);
  await take(ctx, "reveal.school", ctx.actor.schoolId);
}
