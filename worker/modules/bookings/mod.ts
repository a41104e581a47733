/**
 * The calendar's one truth: what is planned, what it takes, and that nothing is taken twice.
 *
 * @module
 */
export { book, cancelBooking } from "./actions.ts";
export { handOver, type Move } from "./cover/actions.ts";
export { lessonsHit, readCover } from "./cover/queries.ts";
export { type Covered, coverOf } from "./cover/rules.ts";
export { bookingRules } from "./deadlines/queries.ts";
export { type BookingRules, cancelBy } from "./deadlines/rules.ts";
export {
  type BookingChanged,
  type BookingFollower,
  type Following,
  followBookings,
  type Hold,
  type HoldWatcher,
  type Taken,
  watchHolds,
} from "./followers.ts";
export type { Booking, BookingKind, BookingSpan, BookingStatus, CancelReason } from "./input.ts";
export { bookingRow, bookingsBetween, getBooking, toBooking } from "./queries.ts";
export { remindTomorrow } from "./reminders/actions.ts";
export { purgeCheckInLinks } from "./reminders/queries.ts";
export { bookings } from "./schema.ts";
export { type Settled, settleBooking } from "./settle.ts";
