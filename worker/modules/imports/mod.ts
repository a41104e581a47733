/**
 * A register from another system: read, looked at row by row, imported in pieces, and undone.
 *
 * @module
 */
export { purgeImports, sweepImports, workOn } from "./jobs.ts";
export { imports } from "./schema.ts";
