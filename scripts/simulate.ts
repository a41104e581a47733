/**
 * Days at small schools, with faults planted in them, and what must hold afterwards.
 *
 *   npm run simulate                        300 days, as `npm test` does
 *   npm run simulate -- --runs 10000 --seed 7
 *
 * The last line says runs, commands, faults and invariants broken. A run that fails prints the
 * shortest day that fails the same way, and its seed repeats it.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { command } from "./gates/part.ts";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "300" }, seed: { type: "string", default: "1" } },
});

const { code, output } = await command(
  ["vitest", "run", "--project", "worker", "worker/test/simulation", "--reporter=verbose"],
  {
    env: { SIMULATION_RUNS: values.runs, SIMULATION_SEED: values.seed },
    minutes: 24 * 60,
    show: true,
  },
);
const said = /simulation: \d.*broken/.exec(output)?.[0];
console.log(said ?? "simulation: it did not come to an end");
process.exitCode = code;
