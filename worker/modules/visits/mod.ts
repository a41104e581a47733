/**
 * Support sees a school as one of its employees: asked for, allowed by an owner, looked at only, over soon.
 *
 * @module
 */
export { sweepVisits } from "./actions.ts";
export { backFromVisit, onVisits } from "./door.ts";
export { lentRoles } from "./queries.ts";
