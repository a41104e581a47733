import { and, eq, inArray, ne } from "drizzle-orm";
import { diffOf } from "#worker/lib/audit.ts";
import { MINUTE, shift } from "#worker/lib/clock.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { ClassCode, Seen } from "#worker/lib/fields.ts";
import { Problem, type Reason, refuseFor } from "#worker/lib/problem.ts";
import { about, cancelBooking, changeBooking, inputOf, raises, send } from "../actions.ts";
import { following, tellWatchers } from "../followers.ts";
import { claimsOf, whyNotTouch } from "../rules.ts";
import { bookings, claims } from "../schema.ts";
import { deleteHold, insertBooking, sweepHolds, updateBooking } from "../writes.ts";
import type { Free, HoldInput, MoveInput } from "./input.ts";
import { findOwnStudent, getOwnBooking, type Learner, readSlots } from "./queries.ts";
import { lasting, minutesOf, slotsOf, whyNotMove, whyNotSelf, whyNotSlot } from "./rules.ts";

/** Keeps a time for a student while she looks at what it means, and lets go of her other holds. */
export async function holdSlot(ctx: Ctx, id: string, input: HoldInput): Promise<void> {
  const student = await findOwnStudent(ctx, input.studentId);
  if (!student) throw new Problem(404, "students.not_found");
  const look = async () => {
    const { rules, open, ...found } = await wanted(ctx, student, input, id);
    refuseFor(whyNotSelf(rules, { instructorId: student.instructorId, open }));
    return { rules, slot: mustBeFree(found) };
  };
  const { rules, slot } = await look();
  const { startsAt, endsAt, instructorId, vehicleId } = slot;
  const row = {
    ...({ id, kind: "lesson", status: "held", startsAt, endsAt, instructorId, vehicleId } as const),
    ...{ studentId: student.id, classCode: input.classCode, branchId: student.branchId },
    bufferMinutes: rules.travel_minutes,
    holdUntil: shift(ctx.now, rules.hold_minutes * MINUTE),
  };
  const taken = claimsOf({ ...row, trailerId: null, roomId: null });
  const earlier = await ctx.db
    .select({ id: bookings.id, startsAt: bookings.startsAt, endsAt: bookings.endsAt })
    .from(bookings)
    .where(otherHolds(ctx, student.id, id));
  await send(
    ctx,
    {
      ...about(id),
      action: "bookings.held",
      diff: diffOf<object>({}, row),
      write: [...sweepHolds(ctx), ...letGo(ctx, student.id, id), ...insertBooking(ctx, row, taken)],
      raises,
      once: true,
    },
    look,
  );
  for (const one of earlier) tellWatchers(ctx, { ...one, holdUntil: null });
  tellWatchers(ctx, row);
}

const otherHolds = (ctx: Ctx, studentId: string, except: string) =>
  and(
    eq(bookings.schoolId, ctx.actor.schoolId),
    eq(bookings.studentId, studentId),
    eq(bookings.status, "held"),
    ne(bookings.id, except),
  );

/** A student keeps one time at once. */
function letGo(ctx: Ctx, studentId: string, except: string): Statement[] {
  const { schoolId } = ctx.actor;
  const hers = otherHolds(ctx, studentId, except);
  const held = ctx.db.select({ id: bookings.id }).from(bookings).where(hers);
  return [
    ctx.db
      .delete(claims)
      .where(and(eq(claims.schoolId, schoolId), inArray(claims.bookingId, held))),
    ctx.db.delete(bookings).where(hers),
  ];
}

type Wanted = { classCode: ClassCode; startsAt: string; instructorId: string; minutes?: number };

/** What there is on that day, and the time that is wanted among it. */
async function wanted(ctx: Ctx, student: Learner, wish: Wanted, except: string) {
  const { classCode, startsAt, instructorId, minutes } = wish;
  if (!student.classes.includes(classCode))
    refuseFor([
      {
        code: "bookings.not_her_class",
        source: "bookings.school_calendar",
        params: { class: classCode },
      },
    ]);
  const days = [dayOf(startsAt)];
  const { open, ...read } = await readSlots(ctx, student, { days, classCode, except });
  const facts = lasting(read, minutes);
  const automaticOnly = student.automaticOnly.includes(classCode);
  const what = { days, classCode, automaticOnly, now: ctx.now };
  const slot = slotsOf(facts, what).find(
    (one) => one.startsAt === startsAt && one.instructorId === instructorId,
  );
  const reasons = slot ? [] : whyNotSlot(facts, what, { startsAt, instructorId });
  return { rules: facts.rules, open, slot, reasons };
}

function mustBeFree({ slot, reasons }: { slot: Free | undefined; reasons: Reason[] }): Free {
  if (slot) return slot;
  const gone = { code: "bookings.slot_gone", source: "bookings.self_booking_rules" };
  throw new Problem(409, gone.code, { reasons: reasons.length > 0 ? reasons : [gone] });
}

/** Makes a hold a booking; from now on it counts, and its followers hear of it. */
export async function confirmHold(ctx: Ctx, seen: Seen): Promise<void> {
  const { booking } = await getOwnBooking(ctx, seen.id);
  if (booking.status === "booked") return; // the same form sent twice
  const over = booking.status !== "held" || (booking.holdUntil ?? "") <= ctx.now;
  if (over) refuseFor([{ code: "bookings.hold_over", source: "bookings.self_booking_rules" }]);
  const change = { status: "booked", holdUntil: null } as const;
  const after = { ...booking, ...change, version: booking.version + 1 };
  const more = await following(ctx, [{ after }]);
  await send(
    ctx,
    {
      ...about(seen.id),
      action: "bookings.booked",
      diff: diffOf<object>({ status: "held" }, change),
      write: [...updateBooking(ctx, seen, change), ...more.write],
      tell: more.tell,
      raises: more.raises,
    },
    async () => undefined,
  );
  more.after();
}

/** Calls off one's own lesson; after the deadline it is late, which was shown before. */
export async function cancelOwn(
  ctx: Ctx,
  seen: Seen,
  reason: "student" | "student_ill",
): Promise<void> {
  await getOwnBooking(ctx, seen.id);
  await cancelBooking(ctx, seen, { reason, note: null });
}

/** Another free time for one's own lesson, until the deadline for calling it off. */
export async function moveOwn(ctx: Ctx, seen: Seen, move: MoveInput): Promise<void> {
  const { booking, student, rules } = await getOwnBooking(ctx, seen.id);
  refuseFor(whyNotTouch(booking, ctx.now));
  refuseFor(whyNotMove(booking, rules, ctx.now));
  const { classCode } = booking;
  if (classCode === null) return;
  const wish = { ...move, classCode, minutes: minutesOf(booking) };
  const found = await wanted(ctx, student, wish, booking.id);
  const { startsAt, endsAt, instructorId, vehicleId } = mustBeFree(found);
  const input = { ...inputOf(booking), startsAt, endsAt, instructorId, vehicleId };
  await changeBooking(ctx, seen, { ...input, anyway: true });
}

/** Lets go of a time that one does not want after all. */
export async function releaseHold(ctx: Ctx, id: string): Promise<void> {
  const { booking } = await getOwnBooking(ctx, id);
  if (booking.status !== "held")
    refuseFor([{ code: "bookings.hold_over", source: "bookings.self_booking_rules" }]);
  await send(
    ctx,
    { ...about(id), action: "bookings.released", write: deleteHold(ctx, id) },
    async () => undefined,
  );
  tellWatchers(ctx, { ...booking, holdUntil: null });
}
