/**
 * Mail: what is to be sent, by which road it leaves, and what became of it.
 *
 * What sends it is in subscribers.ts, for jobs.ts alone: whoever writes a letter needs no socket.
 *
 * @module
 */
export { type Letter, letter, purgeMails, textMessage } from "./actions.ts";
export type { Template } from "./input.ts";
export { reviveMail } from "./queries.ts";
export { mails } from "./schema.ts";
