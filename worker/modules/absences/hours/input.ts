import * as z from "zod";
import { ClockTime, Day, Id, note, optional, Version, yes } from "#worker/lib/fields.ts";

const Span = z.strictObject({ starts: ClockTime, ends: ClockTime });

const what = {
  employeeId: Id,
  onDate: Day,
  note: optional(note(200)),
  /** Although lessons are booked outside of it. */
  anyway: yes,
};

/** Other hours than the weekday's on one day, by a program; no span is a day off. */
export const HoursInput = z.strictObject({ ...what, spans: z.array(Span).max(4) });
export type HoursInput = z.output<typeof HoursInput>;

/** The same by a person: one or two stretches, or none. */
export const HoursForm = z.strictObject({
  ...what,
  starts: optional(ClockTime),
  ends: optional(ClockTime),
  starts2: optional(ClockTime),
  ends2: optional(ClockTime),
});
export type HoursForm = z.output<typeof HoursForm>;

/** Taking it back: the weekday's hours hold again. */
export const HoursSeen = z.strictObject({ employeeId: Id, onDate: Day, version: Version });

export const Hours = z.strictObject({
  employeeId: Id,
  employee: z.string(),
  onDate: z.iso.date(),
  spans: z.array(Span).readonly(),
  note: z.string().nullable(),
  version: z.int(),
});
export type Hours = z.output<typeof Hours>;
export const HoursList = z.strictObject({ items: z.array(Hours) });

/** From a day on, of one or of all. */
export const HoursQuery = z.looseObject({
  employee: Id.optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
});
export type HoursQuery = z.output<typeof HoursQuery>;
export const HoursAt = z.strictObject({ employeeId: Id, onDate: z.iso.date() });
