/**
 * The gates: `npm run ok`, `npm test`, `npm run prove [quick | name ...]`.
 * Each ends with `N passed, N failed, N skipped`.
 *
 * @module
 */
import { helpIfAsked } from "./flags.ts";
import { runGate } from "./gates/gate.ts";
import { ok } from "./gates/ok.ts";
import { prove } from "./gates/prove.ts";
import { stampTested } from "./gates/stamp.ts";
import { test } from "./gates/test.ts";

helpIfAsked();
const [name = "", ...rest] = process.argv.slice(2);

if (name === "ok") await runGate("ok", ok);
else if (name === "test") {
  await runGate("test", test);
  if (process.exitCode === 0) stampTested();
} else if (name === "prove") await runGate("prove", prove(rest));
else {
  console.error(`There is no gate "${name}": ok, test, prove`);
  process.exitCode = 2;
}
