/**
 * From where people may come: lists of a school and its roles, blocks, and the way past them.
 *
 * @module
 */
export { type Blocking, blockAddress } from "./actions.ts";
export { barred } from "./door.ts";
export { listsFor } from "./queries.ts";
export { leads, type Standing, standing } from "./rules.ts";
