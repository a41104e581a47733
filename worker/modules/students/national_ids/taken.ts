import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { take } from "#worker/lib/limits.ts";
import { Problem } from "#worker/lib/problem.ts";
import { findByNationalId } from "./queries.ts";

/**
 * Writes a national id. "Somebody has it" tells that she is trained here, and numbers are few
 * enough to be tried one by one: so tries are few, and one that meets a student is in her history.
 */
export async function onRecord(
  ctx: Ctx,
  nationalId: string | null,
  write: () => Promise<void>,
): Promise<void> {
  if (nationalId === null) return write();
  await atField(() => take(ctx, "national_id.actor", ctx.actor.id));
  try {
    await write();
  } catch (error) {
    const taken = error instanceof Problem && error.code === "students.national_id_taken";
    const id = taken ? await findByNationalId(ctx, nationalId) : undefined;
    if (id)
      await commit(ctx, {
        ...{ entity: "student", entityId: id, action: "students.national_id_met" },
        write: [],
      });
    throw error;
  }
}

// Said beside the field, so that the rest of what was typed stays.
async function atField(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.retryAfter === undefined) throw error;
    const { status, code, retryAfter } = error;
    throw new Problem(status, code, { fields: { nationalId: code }, retryAfter });
  }
}
