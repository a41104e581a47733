import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { Problem, type Reason } from "#worker/lib/problem.ts";
import { about, cancelBooking, changeBooking, inputOf } from "../actions.ts";
import type { Gathered } from "../followers.ts";
import type { Booking, CancelReason } from "../input.ts";
import { tellTogether } from "../news/actions.ts";
import { getBooking } from "../queries.ts";

/** What is to become of a lesson: whom it goes to, or nobody, and then it is called off. */
export type Move = { bookingId: string; version: number; instructorId: string | null };

export type Handed = {
  moved: Booking[];
  refused: { id: string; startsAt: string | null; reasons: Reason[] }[];
};

/**
 * Hands lessons to others, each in a change of its own: what cannot be moved hinders no other, and
 * is answered with why. `reason` is that of those that are called off. Each student gets one letter
 * about all of hers.
 */
export async function handOver(
  ctx: Ctx,
  moves: readonly Move[],
  reason: CancelReason,
): Promise<Handed> {
  const handed: Handed = { moved: [], refused: [] };
  const gathered: Gathered = [];
  try {
    await eachOf(ctx, moves, { reason, handed, gathered });
  } finally {
    await writeTogether(ctx, gathered); // also of what was done before something broke
  }
  return handed;
}

type Doing = { reason: CancelReason; handed: Handed; gathered: Gathered };

async function eachOf(ctx: Ctx, moves: readonly Move[], { reason, handed, gathered }: Doing) {
  for (const { bookingId: id, version, instructorId } of moves) {
    let startsAt: string | null = null;
    try {
      const before = await getBooking(ctx, id);
      startsAt = before.startsAt;
      if (instructorId === null)
        await cancelBooking(ctx, { id, version }, { reason, note: null }, gathered);
      else
        await changeBooking(
          ctx,
          { id, version },
          { ...inputOf(before), instructorId, anyway: true },
          gathered,
        );
      handed.moved.push(await getBooking(ctx, id));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const own = { code: error.code, source: "bookings.school_calendar" };
      const reasons = error.reasons.length > 0 ? [...error.reasons] : [own];
      handed.refused.push({ id, startsAt, reasons });
    }
  }
}

async function writeTogether(ctx: Ctx, changes: Gathered): Promise<void> {
  const [first] = changes;
  if (!first) return;
  const letters = await tellTogether(ctx, changes);
  if (letters.write.length === 0) return;
  await commit(ctx, {
    ...about(first.after.id),
    action: "bookings.students_told",
    diff: { lessons: [0, changes.length], letters: [0, letters.write.length] },
    ...letters,
  });
}
