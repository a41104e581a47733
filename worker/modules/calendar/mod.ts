/**
 * The calendar as people look at it: days, weeks, months, lists, live, and as feeds.
 *
 * @module
 */
export { liveOf, tellCalendars, tellOfAbsence, tellOfHold } from "./live/actions.ts";
