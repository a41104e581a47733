/**
 * Mail: what is to be sent, by which road it leaves, and what became of it.
 *
 * @module
 */
export { type Letter, letter, purgeMails, sendMail } from "./actions.ts";
export type { Template } from "./input.ts";
