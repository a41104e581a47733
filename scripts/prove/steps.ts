import type { Step } from "../gates/prove.ts";

/** Every longer proof, in the order in which a failure is worth knowing. */
export const steps: readonly Step[] = [];
