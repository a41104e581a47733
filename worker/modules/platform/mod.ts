/**
 * The platform's own work: which schools there are, and founding new ones.
 *
 * @module
 */
export type { NewSchool, Tenant } from "./input.ts";
