/**
 * People who can sign in, the schools they belong to, and what they may do there.
 *
 * @module
 */
export { type Rights, rightsOf } from "./queries.ts";
