import { ok } from "./ok.ts";
import { type Part, testPart } from "./part.ts";

/** The proof of the product: the quick gate, every worker test, every journey. */
export const test: readonly Part[] = [
  ...ok,
  testPart("worker", { minutes: 25 }),
  testPart("e2e", { minutes: 15 }),
];
