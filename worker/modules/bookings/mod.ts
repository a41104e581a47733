/**
 * The calendar's one truth: what is planned, what it takes, and that nothing is taken twice.
 *
 * @module
 */
export { book, cancelBooking } from "./actions.ts";
export { bookingRules } from "./deadlines/queries.ts";
export { type BookingRules, cancelBy } from "./deadlines/rules.ts";
export {
  type BookingChanged,
  type BookingFollower,
  type Following,
  followBookings,
} from "./followers.ts";
export type { Booking, BookingKind, BookingSpan, BookingStatus, CancelReason } from "./input.ts";
export { bookingRow, bookingsBetween, getBooking, toBooking } from "./queries.ts";
export { bookings } from "./schema.ts";
export { type Settled, settleBooking } from "./settle.ts";
