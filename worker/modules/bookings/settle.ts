import { and, eq, sql } from "drizzle-orm";
import { mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { bookingRules } from "./deadlines/queries.ts";
import { isLate } from "./deadlines/rules.ts";
import { following } from "./followers.ts";
import type { Booking, CancelReason } from "./input.ts";
import { bookings } from "./schema.ts";

/** What became of a booking whose time has come. */
export type Settled =
  | { status: "done" | "no_show" }
  | { status: "cancelled"; cancelReason: CancelReason };

/**
 * Says what became of a booking, over the version that was seen, with what its followers add: for
 * the batch of whoever writes the record of it. A correction may come from any earlier outcome.
 */
export async function settleBooking(ctx: Ctx, before: Booking, seen: Seen, settled: Settled) {
  const change = { ...(await cancellation(ctx, before, settled)), status: settled.status };
  const after: Booking = { ...before, ...change, version: before.version + 1 };
  const more = await following(ctx, [{ before, after }]);
  const cancelledBy = settled.status === "cancelled" ? ctx.actor.id : null;
  const update: Statement = ctx.db
    .update(bookings)
    .set({ ...change, cancelledBy, version: sql`${bookings.version} + 1` })
    .where(
      and(
        eq(bookings.schoolId, ctx.actor.schoolId),
        eq(bookings.id, seen.id),
        eq(bookings.version, seen.version),
      ),
    );
  return { ...more, write: [update, mustChange(ctx), ...more.write] };
}

async function cancellation(ctx: Ctx, { startsAt }: Booking, settled: Settled) {
  if (settled.status !== "cancelled")
    return { cancelledAt: null, cancelReason: null, cancelledLate: false };
  const { cancelReason: reason } = settled;
  const cancelledLate = isLate({ startsAt, reason, now: ctx.now }, await bookingRules(ctx));
  return { cancelledAt: ctx.now, cancelReason: reason, cancelledLate };
}
