import * as z from "zod";
import {
  ClassCode,
  ClockTime,
  Day,
  Id,
  Instant,
  note,
  optional,
  text,
  Version,
  yes,
} from "#worker/lib/fields.ts";

export const kinds = ["lesson", "assessment", "course", "test", "meeting", "block"] as const;
export const BookingKind = z.enum(kinds);
export type BookingKind = z.output<typeof BookingKind>;

export const statuses = ["held", "booked", "cancelled", "done", "no_show"] as const;
export const BookingStatus = z.enum(statuses);
export type BookingStatus = z.output<typeof BookingStatus>;

/** Why a booking is called off. Illness is accepted whatever the deadline. */
export const cancelReasons = [
  "student",
  "student_ill",
  "instructor_ill",
  "vehicle",
  "weather",
  "school",
  "other",
] as const;
export const CancelReason = z.enum(cancelReasons);
export type CancelReason = z.output<typeof CancelReason>;

/** Minutes a booking may last: longer would escape the search for overlap. */
export const LONGEST = 960;

const what = {
  kind: BookingKind,
  classCode: optional(ClassCode),
  /** A step of the curriculum, such as B.2.lesson. */
  step: optional(
    z
      .string()
      .max(60)
      .regex(/^[\w.-]+$/, "bookings.step_format"),
  ),
  studentId: optional(Id),
  instructorId: optional(Id),
  vehicleId: optional(Id),
  trailerId: optional(Id),
  roomId: optional(Id),
  branchId: optional(Id),
  title: optional(text(120)),
  pickup: optional(text(200)),
  note: optional(note(2000)),
  /** Minutes the instructor needs on the road before and after; the school's own when left out. */
  bufferMinutes: optional(z.coerce.number().int().min(0).max(120)),
  /** Book it although it was warned about: outside working hours, on a holiday and the like. */
  anyway: yes,
  /** It has been held already, unplanned: it is written down now, to be attested. */
  held: yes,
};

/** What is to be booked, by a program: when, what and whom or what it takes. */
export const BookingInput = z.strictObject({ startsAt: Instant, endsAt: Instant, ...what });
export type BookingInput = z.output<typeof BookingInput>;

/** The same by a person: a day, a time on the wall clock and minutes. */
export const BookingForm = z.strictObject({
  on: Day,
  at: ClockTime,
  minutes: z.coerce.number().int().min(5).max(LONGEST),
  ...what,
});
export type BookingForm = z.output<typeof BookingForm>;
export const BookingChange = BookingForm.extend({ version: Version });
export type BookingChange = z.output<typeof BookingChange>;

/** A booking that is dragged: another time, and perhaps somebody or something else. */
export const BookingMove = z.strictObject({
  startsAt: Instant,
  endsAt: Instant,
  instructorId: Id.optional(),
  vehicleId: Id.optional(),
  roomId: Id.optional(),
  anyway: yes,
});
export type BookingMove = z.output<typeof BookingMove>;

export const Cancellation = z.strictObject({ reason: CancelReason, note: optional(text(500)) });
export type Cancellation = z.output<typeof Cancellation>;
export const CancellationForm = Cancellation.extend({ version: Version });
/** A button that needs nothing but the version that was shown. */
export const BookingSeen = z.strictObject({ version: Version });

const name = z.string().nullable();
/** What leaves the system about a booking: JSON, props of the calendar and of its own page. */
export const Booking = z.strictObject({
  id: Id,
  kind: BookingKind,
  status: BookingStatus,
  startsAt: Instant,
  endsAt: Instant,
  studentId: Id.nullable(),
  student: name,
  instructorId: Id.nullable(),
  instructor: name,
  vehicleId: Id.nullable(),
  vehicle: name,
  trailerId: Id.nullable(),
  trailer: name,
  roomId: Id.nullable(),
  room: name,
  branchId: Id.nullable(),
  branch: name,
  classCode: ClassCode.nullable(),
  step: name,
  title: name,
  pickup: name,
  note: name,
  bufferMinutes: z.int(),
  holdUntil: Instant.nullable(),
  seriesId: Id.nullable(),
  seriesN: z.int().nullable(),
  cancelledAt: Instant.nullable(),
  cancelReason: CancelReason.nullable(),
  /** Called off after the deadline of the school's rules, for a reason that does not excuse it. */
  cancelledLate: z.boolean(),
  checkedInAt: Instant.nullable(),
  createdAt: Instant,
  version: z.int(),
});
export type Booking = z.output<typeof Booking>;

/** A stretch of the calendar, of everybody or of one; at most six weeks, and this week unasked. */
export const BookingSpan = z.strictObject({
  from: Instant.optional(),
  to: Instant.optional(),
  instructorId: Id.optional(),
  vehicleId: Id.optional(),
  roomId: Id.optional(),
  studentId: Id.optional(),
  branchId: Id.optional(),
  /** Cancelled ones too. */
  cancelled: yes,
});
export type BookingSpan = Omit<z.output<typeof BookingSpan>, "from" | "to"> & {
  from: string;
  to: string;
};
export const Bookings = z.strictObject({ items: z.array(Booking) });

/** Why not, as JSON. */
export const WhyNot = z.strictObject({
  code: z.string(),
  source: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  help: z.string().optional(),
});

/** Who and what is free at a time, and may teach and be driven in a class; now for an hour unasked. */
export const OfferQuery = z.strictObject({
  startsAt: Instant.optional(),
  endsAt: Instant.optional(),
  classCode: ClassCode.optional(),
});
const Offered = z.strictObject({
  id: Id,
  name: z.string(),
  /** Why it cannot be booked: nothing when it can. */
  reasons: z.array(WhyNot),
  /** What it is warned about. */
  careful: z.array(WhyNot),
});
export const AllOffered = z.strictObject({
  instructors: z.array(Offered),
  vehicles: z.array(Offered),
  trailers: z.array(Offered),
  rooms: z.array(Offered),
});

/** A new booking by a person: once, or every week for some weeks. */
export const BookingNew = BookingForm.extend({
  repeat: optional(z.coerce.number().int().min(2).max(26)),
});
export type BookingNew = z.output<typeof BookingNew>;

/** The same lesson every week. */
export const SeriesInput = BookingInput.extend({ weeks: z.int().min(2).max(26) });
export type SeriesInput = z.output<typeof SeriesInput>;
/** What a series became: what could be booked, and what could not and why. */
export const Series = z.strictObject({
  seriesId: Id,
  booked: z.array(z.strictObject({ id: Id, startsAt: Instant })),
  refused: z.array(z.strictObject({ startsAt: Instant, reasons: z.array(WhyNot) })),
});
export type Series = z.output<typeof Series>;

/** What a new booking begins with, from a link in the calendar or on a student's page. */
export const BookingStart = z.looseObject({
  student: Id.optional().catch(undefined),
  none: z.literal("yes").optional().catch(undefined),
  held: z.literal("yes").optional().catch(undefined),
  q: z.string().max(200).default(""),
  kind: BookingKind.optional().catch(undefined),
  class: ClassCode.optional().catch(undefined),
  step: z.string().max(60).optional().catch(undefined),
  on: z.iso.date().optional().catch(undefined),
  at: ClockTime.optional().catch(undefined),
  minutes: z.coerce.number().int().min(5).max(LONGEST).optional().catch(undefined),
  instructor: Id.optional().catch(undefined),
  vehicle: Id.optional().catch(undefined),
  room: Id.optional().catch(undefined),
});
export type BookingStart = z.output<typeof BookingStart>;

/** The form as it stands, right or wrong: asked what is free at the time that is typed. */
export const FreeForm = z.looseObject({});
