/**
 * What became of each lesson: attested by its instructor, signed by its student, corrected with a trace.
 *
 * @module
 */
export { waitingOf } from "./inbox.ts";
export { unsignedOf } from "./own/queries.ts";
