/**
 * What students and their instructors write to each other.
 *
 * @module
 */
export { unreadOfStudents, unreadThreads } from "./queries.ts";
