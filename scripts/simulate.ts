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
import { stripVTControlCharacters } from "node:util";
import { flagsOf } from "./flags.ts";
import { command } from "./gates/part.ts";

/** One process does not grow without bounds, and a share that is done stays done. */
const SHARE = 500;
/** Days that go on at once in a share; each has the next seed. */
const LANES = 4;

type Told = { runs: number; commands: number; faults: number; broken: number };
const told: Told = { runs: 0, commands: 0, faults: 0, broken: 0 };

const values = flagsOf({
  runs: { type: "string", default: "300" },
  seed: { type: "string", default: "1" },
});
const wanted = Number(values.runs);
let code = 0;
/** Which commands have never had their way, in any share. */
let idle: string[] | undefined;

for (let share = 0; told.runs < wanted && code === 0; share++) {
  const seed = Number(values.seed) + share * LANES;
  const runs = Math.min(SHARE, wanted - told.runs);
  const ended = await command(
    ["vitest", "run", "--project", "worker", "worker/test/simulation", "--reporter=verbose"],
    {
      env: { SIMULATION_RUNS: `${runs}`, SIMULATION_SEED: `${seed}`, SIMULATION_SHARE: "yes" },
      minutes: 60,
    },
  );
  code = ended.code;
  const line =
    /simulation: (\d+) runs .*?, (\d+) commands, (\d+) faults.*, (\d+) times one of.*way: (.+)/;
  const [, ...said] = line.exec(stripVTControlCharacters(ended.output)) ?? [];
  const found = said.slice(0, 4).map(Number);
  if (found.length === 0) {
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
  const now = (said[4] ?? "").trim().split(", ");
  idle = idle ? idle.filter((name) => now.includes(name)) : now.filter((name) => name !== "none");
  if (code !== 0) console.error(ended.output);
  if (wanted > SHARE) console.log(summary());
}
// A day on which nothing can be done holds together too: each command must have had its way.
if (idle?.length && told.runs >= 100) {
  console.error(`Never had its way: ${idle.join(", ")}`);
  code ||= 1;
}
console.log(summary());
process.exitCode = code;

function summary() {
  const { runs, commands, faults, broken } = told;
  return `simulation: ${runs} runs, ${commands} commands, ${faults} faults, ${broken} invariants broken`;
}
