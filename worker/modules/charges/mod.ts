/**
 * What everything costs each student: made, moved and let go of with its booking, and explained.
 *
 * @module
 */
export { studentsWithDue } from "./due.ts";
export { chargeFollower } from "./follower.ts";
export type { Charge } from "./input.ts";
export { openCharges } from "./queries.ts";
export { markCredited, markInvoiced } from "./writes.ts";
