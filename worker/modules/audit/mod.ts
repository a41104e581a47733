/**
 * Whether the log of who did what is whole: seals over it, anchors outside of it, walks through it.
 *
 * @module
 */
export { anchorAudit, sealAudit, sweepChecks, workOnCheck } from "./actions.ts";
