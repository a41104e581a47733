/**
 * Backups: every night all tables go to a bucket, encrypted, in pieces that were read back; how they
 * went, and what the last drill found.
 *
 * @module
 */
export { backUpOn, nightlyBackup, sweepBackups } from "./jobs.ts";
export { lastBackup } from "./queries.ts";
