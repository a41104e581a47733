/**
 * Days at small schools, with faults planted in them, and what must hold afterwards.
 *
 *   npm run simulate                        300 days, as `npm test` does
 *   npm run simulate -- --runs 10000 --seed 7
 *
 * Many days are lived through in shares, each told when it is done. The last line says runs,
 * commands, faults and invariants broken. A run that fails prints the shortest day that fails the
 * same way, and its seed repeats it.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { command } from "./gates/part.ts";

/** One process does not grow without bounds, and a share that is done stays done. */
const SHARE = 500;
/** Days that go on at once in a share; each has the next seed. */
const LANES = 4;

type Told = { runs: number; commands: number; faults: number; broken: number };
const told: Told = { runs: 0, commands: 0, faults: 0, broken: 0 };

const { values } = parseArgs({
  options: { runs: { type: "string", default: "300" }, seed: { type: "string", default: "1" } },
});
const wanted = Number(values.runs);
let code = 0;

for (let share = 0; told.runs < wanted && code === 0; share++) {
  const seed = Number(values.seed) + share * LANES;
  const runs = Math.min(SHARE, wanted - told.runs);
  const ended = await command(
    ["vitest", "run", "--project", "worker", "worker/test/simulation", "--reporter=verbose"],
    { env: { SIMULATION_RUNS: `${runs}`, SIMULATION_SEED: `${seed}` }, minutes: 60 },
  );
  code = ended.code;
  const line = /simulation: (\d+) runs .*?, (\d+) commands, (\d+) faults.*, (\d+) times one of/;
  const found = line.exec(ended.output)?.slice(1).map(Number);
  if (!found) {
    console.error(ended.output);
    console.error(`The share from seed ${seed} did not come to an end`);
    code ||= 1;
    break;
  }
  const [lived = 0, commands = 0, faults = 0, broken = 0] = found;
  told.runs += lived;
  told.commands += commands;
  told.faults += faults;
  told.broken += broken;
  if (code !== 0) console.error(ended.output);
  if (wanted > SHARE) console.log(said());
}
console.log(said());
process.exitCode = code;

function said() {
  const { runs, commands, faults, broken } = told;
  return `simulation: ${runs} runs, ${commands} commands, ${faults} faults, ${broken} invariants broken`;
}
