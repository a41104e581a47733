import { diffOf } from "#worker/lib/audit.ts";
import { type Change, changes, commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { Problem, type Reason, refuseFor } from "#worker/lib/problem.ts";
import { bookingRules } from "./deadlines/queries.ts";
import { isLate } from "./deadlines/rules.ts";
import { type Facts, readFacts } from "./facts/queries.ts";
import { meantStep } from "./facts/training.ts";
import { following, type Gathered, tellWatchers } from "./followers.ts";
import type { Booking, BookingInput, BookingMove, Cancellation } from "./input.ts";
import { getBooking } from "./queries.ts";
import {
  type Claim,
  claimsOf,
  unknownFields,
  whyCareful,
  whyNotBook,
  whyNotTouch,
  wrongFields,
} from "./rules.ts";
import { deleteClaims, insertBooking, insertClaims, sweepHolds, updateBooking } from "./writes.ts";

/** What the triggers say when somebody else was quicker. */
export const raises = ["bookings.taken", "bookings.absent"] as const;
export const about = (entityId: string) => ({ entity: "booking", entityId });

// An instructor's buffer is not known before the school's rules are: look as far as it may reach.
const LONGEST_BUFFER = 120;

type Decided = { facts: Facts; bufferMinutes: number; taken: Claim[]; step: string | null };

/** Reads what there is to know and refuses what may not be; answers what will be claimed. */
export async function decide(ctx: Ctx, id: string, input: BookingInput): Promise<Decided> {
  const fields = wrongFields(input, ctx.now);
  mustBeRight(fields);
  const widest = claimsOf({ ...input, bufferMinutes: input.bufferMinutes ?? LONGEST_BUFFER });
  const read = await readFacts(ctx, input, widest, id);
  mustBeRight(unknownFields(read, input));
  const bufferMinutes = input.bufferMinutes ?? read.rules.travel_minutes;
  const taken = claimsOf({ ...input, bufferMinutes });
  const facts = { ...read, clashes: read.clashes.filter((one) => taken.some(over(one))) };
  refuseFor(whyNotBook(facts, input));
  // Nobody can be careful about what has been.
  if (!input.anyway && !input.held) beCareful(whyCareful(facts, input));
  // A price and a training record hang on which assessment it is, so it is never left open.
  const step = input.step ?? meantStep(facts.training, input);
  return { facts, bufferMinutes, taken, step };
}

const over = (one: Claim) => (own: Claim) =>
  own.kind === one.kind && one.startsAt < own.endsAt && one.endsAt > own.startsAt;

function mustBeRight(fields: Record<string, string>): void {
  const [code] = Object.values(fields);
  if (code) throw new Problem(422, code, { fields });
}

/** What can be booked in spite of, once somebody has said that she means it. */
function beCareful(reasons: readonly Reason[]): void {
  if (reasons.length > 0) throw new Problem(409, "bookings.careful", { reasons });
}

/** Sends a change; when somebody else was quicker, the answer says what is taken now. */
export async function send(ctx: Ctx, change: Change, again: () => Promise<unknown>) {
  try {
    await commit(ctx, change);
  } catch (error) {
    const lost = error instanceof Problem && raises.some((code) => code === error.code);
    if (lost) await again();
    throw error;
  }
}

const kept = ({ anyway: _, held: __, bufferMinutes: ___, ...input }: BookingInput) => input;

/** A booking as its followers see it before the database has it: names are not theirs to need. */
export function pictured(
  id: string,
  row: Partial<Booking> & Omit<BookingInput, "anyway" | "held" | "bufferMinutes">,
  now: string,
): Booking {
  return {
    ...blank,
    ...row,
    id,
    createdAt: now,
  };
}
const blank = {
  status: "booked",
  student: null,
  instructor: null,
  vehicle: null,
  trailer: null,
  room: null,
  branch: null,
  bufferMinutes: 0,
  holdUntil: null,
  seriesId: null,
  seriesN: null,
  cancelledAt: null,
  cancelReason: null,
  cancelledLate: false,
  checkedInAt: null,
  version: 1,
} as const;

/** Books, or throws what stands against it. The id comes with the form: sent twice makes one. */
export async function book(ctx: Ctx, id: string, input: BookingInput): Promise<void> {
  const { bufferMinutes, taken, step } = await decide(ctx, id, input);
  const what = { ...kept(input), step };
  const row = { ...what, id, status: "booked", bufferMinutes } as const;
  const more = await following(ctx, [{ after: pictured(id, row, ctx.now) }]);
  await send(
    ctx,
    {
      ...about(id),
      action: "bookings.booked",
      diff: diffOf<object>({}, what),
      write: [...sweepHolds(ctx), ...insertBooking(ctx, row, taken), ...more.write],
      tell: more.tell,
      raises: [...raises, ...more.raises],
      once: true,
    },
    () => decide(ctx, id, input),
  );
  more.after();
}

/** Writes over the version that was seen: another time, another car, another note. */
export async function changeBooking(
  ctx: Ctx,
  seen: Seen,
  input: BookingInput,
  gathered?: Gathered,
): Promise<void> {
  const before = await getBooking(ctx, seen.id);
  refuseFor(whyNotTouch(before, ctx.now));
  const { bufferMinutes, taken, step } = sameButNote(before, input)
    ? { bufferMinutes: before.bufferMinutes, taken: claimsOf(before), step: before.step }
    : await decide(ctx, seen.id, input);
  const change = { ...kept(input), step, bufferMinutes };
  const diff = diffOf<Partial<Booking>>(before, change);
  if (!changes(before, seen, diff)) return;
  const moved = before.startsAt !== input.startsAt || before.endsAt !== input.endsAt;
  const after = { ...before, ...change, version: before.version + 1 };
  const more =
    before.status === "held" ? nothing : await following(ctx, [{ before, after }], gathered);
  const claimed = JSON.stringify(claimsOf(before)) !== JSON.stringify(taken);
  await send(
    ctx,
    {
      ...about(seen.id),
      action: moved ? "bookings.moved" : "bookings.changed",
      diff,
      write: [
        ...(claimed ? sweepHolds(ctx) : []),
        // Another time is another reminder, and another promise to come.
        ...updateBooking(ctx, seen, moved ? { ...change, ...unreminded } : change),
        ...(claimed ? [deleteClaims(ctx, seen.id), insertClaims(ctx, seen.id, taken)] : []),
        ...more.write,
      ],
      tell: more.tell,
      raises: [...raises, ...more.raises],
    },
    () => decide(ctx, seen.id, input),
  );
  if (before.status === "held") tellWatchers(ctx, { ...before, holdUntil: null });
  if (after.status === "held") tellWatchers(ctx, after);
  more.after();
}

/** A note is no new booking: what was right when it was booked is not asked again. */
function sameButNote(before: Booking, input: BookingInput): boolean {
  const { bufferMinutes } = input;
  if (bufferMinutes !== null && bufferMinutes !== before.bufferMinutes) return false;
  const { note: _, ...was } = kept(inputOf(before));
  return Object.entries(was).every(([name, value]) => input[name as keyof typeof was] === value);
}

const unreminded = { remindedAt: null, checkedInAt: null };
const nothing = { write: [], tell: [], raises: [], after: () => undefined };

/** The input that would make a booking what it is: what a change starts from. */
export const inputOf = (booking: Booking): BookingInput => {
  const { kind, startsAt, endsAt, classCode, step, studentId, instructorId, vehicleId } = booking;
  const { trailerId, roomId, branchId, title, pickup, note, bufferMinutes } = booking;
  return {
    ...{ kind, startsAt, endsAt, classCode, step, studentId, instructorId, vehicleId },
    ...{
      trailerId,
      roomId,
      branchId,
      title,
      pickup,
      note,
      bufferMinutes,
      anyway: false,
      held: false,
    },
  };
};

/** Another time for a booking, and perhaps another instructor, vehicle or room. */
export async function moveBooking(ctx: Ctx, seen: Seen, move: BookingMove): Promise<void> {
  const before = await getBooking(ctx, seen.id);
  const own = inputOf(before);
  await changeBooking(ctx, seen, {
    ...own,
    ...move,
    instructorId: move.instructorId ?? own.instructorId,
    vehicleId: move.vehicleId ?? own.vehicleId,
    roomId: move.roomId ?? own.roomId,
  });
}

/** Calls a booking off; after the deadline, and without an excuse, it is late. */
export async function cancelBooking(
  ctx: Ctx,
  seen: Seen,
  { reason, note }: Cancellation,
  gathered?: Gathered,
): Promise<void> {
  const before = await getBooking(ctx, seen.id);
  refuseFor(whyNotTouch(before, ctx.now));
  const rules = await bookingRules(ctx);
  const { startsAt } = before;
  const change = {
    status: "cancelled",
    cancelledAt: ctx.now,
    cancelReason: reason,
    cancelledLate: before.studentId !== null && isLate({ startsAt, reason, now: ctx.now }, rules),
    holdUntil: null,
  } as const;
  const after = { ...before, ...change, version: before.version + 1 };
  const more =
    before.status === "held" ? nothing : await following(ctx, [{ before, after }], gathered);
  await commit(ctx, {
    ...about(seen.id),
    action: "bookings.cancelled",
    diff: diffOf<Partial<Booking>>(before, change),
    ...(note ? { reason: note } : {}),
    // The claims go with the status: a trigger takes them.
    write: [...updateBooking(ctx, seen, { ...change, cancelledBy: ctx.actor.id }), ...more.write],
    tell: more.tell,
    raises: more.raises,
  });
  if (before.status === "held") tellWatchers(ctx, after);
  more.after();
}
