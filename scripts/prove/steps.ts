import { testPart } from "../gates/part.ts";
import type { Step } from "../gates/prove.ts";

/** Registers of twenty thousand rows, in three styles, into the register and out again. */
const imports: Step = {
  ...testPart("worker", {
    only: ["worker/modules/imports/size"],
    env: { CI: "1", IMPORT_ROWS: "20000" },
  }),
  name: "imports",
};

/** Every longer proof, in the order in which a failure is worth knowing. */
export const steps: readonly Step[] = [imports];
