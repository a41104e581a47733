/**
 * Health: whether the system is there and can serve, and what it says when it cannot.
 *
 * @module
 */
export { checkAll, keysAreUsable, readiness } from "./readiness/actions.ts";
export { head as newestMigration } from "./readiness/queries.ts";
export { whenReady } from "./when_ready.tsx";
