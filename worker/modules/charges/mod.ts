/**
 * What everything costs each student: made, moved and let go of with its booking, and explained.
 *
 * @module
 */
export { type ChargedRow, type CostFacts, costIn, costOf, costQueries } from "./costs.ts";
export { studentsWithDue } from "./due.ts";
export { chargeFollower } from "./follower.ts";
export type { Charge, Cost } from "./input.ts";
export { bookingCharge, chargedSince, openCharges } from "./queries.ts";
export { markCredited, markInvoiced } from "./writes.ts";
