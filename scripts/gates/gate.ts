import { availableParallelism } from "node:os";
import { type Part, sum, type Tally } from "./part.ts";

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const line = ({ passed, failed, skipped }: Tally) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** Runs the parts one after the other and tells each one's time and result. */
export async function runParts(parts: readonly Part[]): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const part of parts) {
    console.log(`- ${part.name}`);
    const began = Date.now();
    const tally = await attempt(part);
    console.log(`  ${line(tally)} (${seconds(began)})`);
    tallies.push(tally);
  }
  return tallies;
}

/**
 * Parts that do not meet, as many at a time as the machine has cores for, up to two: each is one
 * worker or one product of its own and keeps about one core busy.
 */
export function atOnce(name: string, parts: readonly Part[]): Part {
  return {
    name,
    run: async () => {
      const waiting = [...parts];
      const tallies: Tally[] = [];
      const lane = async () => {
        for (let part = waiting.shift(); part; part = waiting.shift()) {
          const began = Date.now();
          const tally = await attempt(part);
          console.log(`  ${part.name}: ${line(tally)} (${seconds(began)})`);
          tallies.push(tally);
        }
      };
      const lanes = Math.min(2, availableParallelism());
      await Promise.all(Array.from({ length: lanes }, lane));
      return sum(tallies);
    },
  };
}

/** Parts of which each needs what the one before it has made. */
export function inOrder(name: string, parts: readonly Part[]): Part {
  return { name, run: async () => sum(await runParts(parts)) };
}

/** Runs a gate to its end, whatever fails on the way, and closes with one line that sums it up. */
export async function runGate(name: string, parts: readonly Part[]): Promise<void> {
  const began = Date.now();
  const total = sum(await runParts(parts));
  console.log(`${name} took ${seconds(began)}`);
  if (total.passed + total.failed === 0) total.failed = 1; // a gate that saw nothing holds nothing
  console.log(line(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
}

async function attempt(part: Part): Promise<Tally> {
  try {
    return await part.run();
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
