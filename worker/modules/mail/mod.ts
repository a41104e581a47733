/**
 * Mail: what is to be sent, by which road it leaves, and what became of it.
 *
 * @module
 */
export { type Letter, letter } from "./actions.ts";
