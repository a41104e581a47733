/**
 * What a lesson takes beside people and vehicles: classrooms, meeting rooms, practice grounds.
 *
 * @module
 */
export type { Room } from "./input.ts";
export { inUse, roomRows } from "./queries.ts";
export { rooms } from "./schema.ts";
