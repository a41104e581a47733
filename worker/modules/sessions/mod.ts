/**
 * Signing in, and proving once more who is there.
 *
 * @module
 */
export { codeUse, proveAgain } from "./proof.ts";
