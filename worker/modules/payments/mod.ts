/**
 * Money that came from students and payers, what it settled, and how it was taken back.
 *
 * @module
 */
export { payments } from "./schema.ts";
