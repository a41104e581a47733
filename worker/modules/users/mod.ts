/**
 * People who can sign in, the schools they belong to, and what they may do there.
 *
 * @module
 */

export { userRow } from "./accounts/secrets.ts";
export { type Rights, rightsOf } from "./queries.ts";
