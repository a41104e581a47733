import type { Ctx } from "#worker/lib/ctx.ts";
import { Problem, type Reason } from "#worker/lib/problem.ts";
import { cancelBooking, changeBooking, inputOf } from "../actions.ts";
import type { Booking, CancelReason } from "../input.ts";
import { getBooking } from "../queries.ts";

/** What is to become of a lesson: whom it goes to, or nobody, and then it is called off. */
export type Move = { bookingId: string; version: number; instructorId: string | null };

export type Handed = {
  moved: Booking[];
  refused: { id: string; startsAt: string | null; reasons: Reason[] }[];
};

/**
 * Hands lessons to others, each in a change of its own: what cannot be moved hinders no other, and
 * is answered with why. `reason` is that of those that are called off.
 */
export async function handOver(
  ctx: Ctx,
  moves: readonly Move[],
  reason: CancelReason,
): Promise<Handed> {
  const handed: Handed = { moved: [], refused: [] };
  for (const { bookingId: id, version, instructorId } of moves) {
    let startsAt: string | null = null;
    try {
      const before = await getBooking(ctx, id);
      startsAt = before.startsAt;
      if (instructorId === null) await cancelBooking(ctx, { id, version }, { reason, note: null });
      else
        await changeBooking(
          ctx,
          { id, version },
          { ...inputOf(before), instructorId, anyway: true },
        );
      handed.moved.push(await getBooking(ctx, id));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const own = { code: error.code, source: "bookings.school_calendar" };
      const reasons = error.reasons.length > 0 ? [...error.reasons] : [own];
      handed.refused.push({ id, startsAt, reasons });
    }
  }
  return handed;
}
