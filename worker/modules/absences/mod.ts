/**
 * When those who otherwise work do not, and when they work at other times than usual.
 *
 * Nothing here knows of bookings: they ask who is away. What is done about them is in actions.ts,
 * for this module's own doors.
 *
 * @module
 */
export { type AbsenceChanged, type AbsenceFollower, followAbsences } from "./followers.ts";
export { absencesBetween, exceptionsBetween } from "./queries.ts";
export { hasPlan, type Plan, spansOn, spoken, worksAt } from "./rules.ts";
