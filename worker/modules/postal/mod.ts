/**
 * The Norwegian postal register: the town belongs to the code, so it is looked up and never typed.
 *
 * @module
 */
export { register, townOf } from "./queries.ts";
