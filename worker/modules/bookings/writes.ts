import { and, eq, inArray, sql } from "drizzle-orm";
import { mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { fromJson, insertFrom } from "#worker/lib/many.ts";
import type { Claim } from "./rules.ts";
import { bookings, claims } from "./schema.ts";

// Writes are returned, not sent: commit() sends them in one batch with their audit row.

type NewBooking = Omit<typeof bookings.$inferInsert, "schoolId" | "createdBy" | "createdAt">;

const mine = (ctx: Ctx) => eq(bookings.schoolId, ctx.actor.schoolId);

/** Sweeps holds whose time is over, in the batch that wants their slot: nobody waits for a clock. */
export function sweepHolds(ctx: Ctx): Statement[] {
  const { schoolId } = ctx.actor;
  const over = sql`${bookings.status} = 'held' and ${bookings.holdUntil} <= ${ctx.now}`;
  return [
    ctx.db.delete(claims).where(
      and(
        eq(claims.schoolId, schoolId),
        sql`${claims.bookingId} in (select id from bookings
            where school_id = ${schoolId} and status = 'held' and hold_until <= ${ctx.now})`,
      ),
    ),
    ctx.db.delete(bookings).where(and(mine(ctx), over)),
  ];
}

/** A booking with its claims. A claim that another has refuses the whole batch. */
export function insertBooking(ctx: Ctx, row: NewBooking, taken: readonly Claim[]): Statement[] {
  const { schoolId, id: createdBy } = ctx.actor;
  return [
    ctx.db.insert(bookings).values({ ...row, schoolId, createdBy, createdAt: ctx.now }),
    insertClaims(ctx, row.id, taken),
  ];
}

/** All the claims of a booking as one parameter: D1 binds at most 100. */
export function insertClaims(ctx: Ctx, bookingId: string, taken: readonly Claim[]): Statement {
  const filling = {
    schoolId: sql`${ctx.actor.schoolId}`,
    bookingId: sql`${bookingId}`,
    kind: fromJson("kind"),
    resourceId: fromJson("resourceId"),
    startsAt: fromJson("startsAt"),
    endsAt: fromJson("endsAt"),
  };
  return insertFrom(ctx, claims, { filling, from: sql`json_each(${JSON.stringify(taken)}) j` });
}

export function deleteClaims(ctx: Ctx, bookingId: string): Statement {
  return ctx.db
    .delete(claims)
    .where(and(eq(claims.schoolId, ctx.actor.schoolId), eq(claims.bookingId, bookingId)));
}

/** Writes over the version that was seen, while the booking still stands. */
export function updateBooking(
  ctx: Ctx,
  seen: Seen,
  change: Partial<NewBooking>,
): [Statement, Statement] {
  const over = and(
    mine(ctx),
    eq(bookings.id, seen.id),
    eq(bookings.version, seen.version),
    inArray(bookings.status, ["held", "booked"]),
  );
  return [
    ctx.db
      .update(bookings)
      .set({ ...change, version: sql`${bookings.version} + 1` })
      .where(over),
    mustChange(ctx),
  ];
}

/** Lets a hold go that nobody will confirm. */
export function deleteHold(ctx: Ctx, id: string): Statement[] {
  const held = and(mine(ctx), eq(bookings.id, id), eq(bookings.status, "held"));
  const still = ctx.db.select({ id: bookings.id }).from(bookings).where(held);
  return [
    // Confirmed meanwhile it keeps what it claims: nobody else may have its time.
    ctx.db
      .delete(claims)
      .where(and(eq(claims.schoolId, ctx.actor.schoolId), inArray(claims.bookingId, still))),
    ctx.db.delete(bookings).where(held),
    mustChange(ctx),
  ];
}
