import * as z from "zod";
import { ClockTime, Day, Id, Instant, note, optional, Version } from "#worker/lib/fields.ts";
import { Booking, WhyNot } from "#worker/modules/bookings/input.ts";

export const absenceKinds = ["sick", "child_sick", "holiday", "leave", "course", "other"] as const;
export const AbsenceKind = z.enum(absenceKinds);

const why = { kind: AbsenceKind, note: optional(note(500)) };

/** Somebody is away, by a program: from and until an instant. */
export const AbsenceInput = z.strictObject({
  employeeId: Id,
  startsAt: Instant,
  endsAt: Instant,
  ...why,
});
export type AbsenceInput = z.output<typeof AbsenceInput>;

/** When and why, without whom: what an absence that is registered can become. */
export const AbsenceTime = AbsenceInput.omit({ employeeId: true });
export type AbsenceTime = z.output<typeof AbsenceTime>;

const times = {
  from: Day,
  /** From the beginning of the day when left out. */
  fromAt: optional(ClockTime),
  /** The last day; the same day when left out. */
  to: optional(Day),
  /** Until the end of the day when left out. */
  toAt: optional(ClockTime),
};

/** The same by a person: days, and times of the day where it is not whole days. */
export const AbsenceForm = z.strictObject({ employeeId: Id, ...times, ...why });
export type AbsenceForm = z.output<typeof AbsenceForm>;
export const AbsenceChange = AbsenceForm.omit({ employeeId: true }).extend({ version: Version });
export type AbsenceChange = z.output<typeof AbsenceChange>;
export const AbsenceSeen = z.strictObject({ version: Version });

/** What leaves the system about an absence. Why is for those who register it. */
export const Absence = z.strictObject({
  id: Id,
  employeeId: Id,
  employee: z.string(),
  kind: AbsenceKind.nullable(),
  startsAt: Instant,
  endsAt: Instant,
  note: z.string().nullable(),
  cancelledAt: Instant.nullable(),
  version: z.int(),
});
export type Absence = z.output<typeof Absence>;
export const Absences = z.strictObject({ items: z.array(Absence) });

/** Of one or of all; what is over too, back to a quarter of a year. */
export const AbsenceQuery = z.looseObject({
  employee: Id.optional().catch(undefined),
  state: z.enum(["over"]).optional().catch(undefined),
});
export type AbsenceQuery = z.output<typeof AbsenceQuery>;

/** Somebody who could take a lesson over, and why not. */
const Cover = z.strictObject({
  id: Id,
  name: z.string(),
  reasons: z.array(WhyNot),
  careful: z.array(WhyNot),
});
/** The lessons that an absence hits, each with who could take it. */
export const Hit = z.strictObject({
  items: z.array(z.strictObject({ booking: Booking, best: Id.nullable(), people: z.array(Cover) })),
});

/** What becomes of a lesson: another instructor, or called off when there is none. */
export const Moves = z.strictObject({
  moves: z
    .array(z.strictObject({ bookingId: Id, version: z.int(), instructorId: optional(Id) }))
    .min(1, "absences.nothing_chosen")
    .max(60),
});
export type Moves = z.output<typeof Moves>;

// A select for each lesson: its id, its version, and whom or nobody; an empty one leaves it.
const Choice = z
  .string()
  .regex(/^[0-9a-f-]{36} \d{1,9} ([0-9a-f-]{36}|off)$/)
  .transform((text) => {
    const [bookingId = "", version = "", to = ""] = text.split(" ");
    return { bookingId, version: Number(version), instructorId: to === "off" ? null : to };
  });
export const MovesForm = z.strictObject({
  moves: z.preprocess(
    (value) => [value ?? []].flat().filter((one) => one !== ""),
    z.array(Choice).min(1, "absences.nothing_chosen").max(60),
  ),
});

/** What was moved and called off, and what was not and why. */
export const Moved = z.strictObject({
  moved: z.array(Booking),
  refused: z.array(
    z.strictObject({ id: Id, startsAt: Instant.nullable(), reasons: z.array(WhyNot) }),
  ),
});
export type Moved = z.output<typeof Moved>;
