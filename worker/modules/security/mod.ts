/**
 * What may be an attack: events that a school's own rules make of what its monitor hears, and what
 * was done about each.
 *
 * @module
 */
export { purgeEvents } from "./actions.ts";
export { alertOn } from "./alerts/actions.ts";
export type { RuleName } from "./input.ts";
export { tellMonitors } from "./live.ts";
export { recordEvents } from "./record.ts";
export { type Hit, QUIET, type Raised, type Rule, rulesFor, seenIn, worth } from "./rules.ts";
export { limitOf, type Rules } from "./settings/input.ts";
export { readRules } from "./settings/queries.ts";
