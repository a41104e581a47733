import * as z from "zod";

export const kinds = ["lesson", "assessment", "course", "test", "meeting", "block"] as const;
export const BookingKind = z.enum(kinds);
export type BookingKind = z.output<typeof BookingKind>;

export const statuses = ["held", "booked", "cancelled", "done", "no_show"] as const;
export const BookingStatus = z.enum(statuses);
export type BookingStatus = z.output<typeof BookingStatus>;
