import * as z from "zod";
import { ClassCode, Id, Instant, Version } from "#worker/lib/fields.ts";
import { Cost } from "#worker/modules/charges/input.ts";
import { Booking, WhyNot } from "../input.ts";

/** A booking as the student it is for may see it: without what the staff keep to themselves. */
export const OwnBooking = Booking.omit({
  note: true,
  bufferMinutes: true,
  seriesId: true,
  seriesN: true,
}).extend({
  /** The last instant at which it may be called off for nothing. */
  cancelBy: Instant,
  /** What it costs; null when the school has no price for it. */
  cost: Cost.nullable(),
});
export type OwnBooking = z.output<typeof OwnBooking>;

/** A free time, with whom and in which car. */
const Free = z.strictObject({
  startsAt: Instant,
  endsAt: Instant,
  instructorId: Id,
  instructor: z.string(),
  vehicleId: Id.nullable(),
});
export type Free = z.output<typeof Free>;
/** The same with what it would be charged with. */
export const Slot = Free.extend({ cost: Cost.nullable() });
export type Slot = z.output<typeof Slot>;

/** Whose times, of which class, from which day: a week at a time. */
export const SlotQuery = z.looseObject({
  student: Id.optional().catch(undefined),
  class: ClassCode.optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
});
export type SlotQuery = z.output<typeof SlotQuery>;
export const Slots = z.strictObject({
  from: z.iso.date(),
  items: z.array(Slot),
  /** Days of the week without a free time, each with why. */
  blocked: z.array(z.strictObject({ on: z.iso.date(), reasons: z.array(WhyNot) })),
  /** Why the student cannot book by herself at all; then there are no times. */
  reasons: z.array(WhyNot),
});
export type Slots = z.output<typeof Slots>;
export const OwnBookings = z.strictObject({ items: z.array(OwnBooking) });

/** The time that is wanted. What else the lesson takes is the school's to find. */
export const HoldInput = z.strictObject({
  studentId: Id,
  classCode: ClassCode,
  startsAt: Instant,
  instructorId: Id,
});
export type HoldInput = z.output<typeof HoldInput>;

export const MoveInput = z.strictObject({ startsAt: Instant, instructorId: Id });
export type MoveInput = z.output<typeof MoveInput>;
export const MoveForm = MoveInput.extend({ version: Version });
export const OwnCancellation = z.strictObject({ reason: z.enum(["student", "student_ill"]) });
export const OwnCancellationForm = OwnCancellation.extend({ version: Version });
