import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { faults } from "./faults.ts";
import { invariants, whatIsBroken } from "./invariants.ts";
import { done, run, step } from "./steps.ts";
import { newTown } from "./town.ts";
import { commandNames } from "./wishes.ts";

/** How many days are lived through, and from which seed; `npm run simulate` lives through more. */
declare const SIMULATION: { runs: number; seed: number; share: boolean };

// Several days go on at once: most of the time of each is waiting.
const LANES = 4;

// Days at small schools where everything that can go wrong does, and nothing may come of it.
test("a day's bookings, charges and payments hold together whatever fails", async ({
  annotate,
}) => {
  // Planted faults are logged like any other; hundreds of them would hide what failed.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const told = { commands: 0, faults: 0, broken: 0 };
  const day = fc.asyncProperty(
    fc.array(step, { minLength: 1, maxLength: 16, size: "max" }),
    async (steps) => {
      const town = await newTown();
      const wrong: string[] = [];
      for (const one of steps) {
        told.commands++;
        if (one.fault !== "none") told.faults++;
        wrong.push(...(await run(town, one)));
      }
      wrong.push(...(await whatIsBroken(town)));
      if (wrong.length === 0) return;
      told.broken++;
      throw new Error(wrong.join("\n"));
    },
  );
  const lanes = Array.from({ length: LANES }, (_, n) =>
    fc.check(day, {
      numRuns: Math.floor((SIMULATION.runs + n) / LANES),
      seed: SIMULATION.seed + n,
    }),
  );
  const outcomes = await Promise.all(lanes);
  const runs = outcomes.reduce((sum, { numRuns }) => sum + numRuns, 0);
  const idle = commandNames.filter((name) => !done.has(name));
  await annotate(
    `simulation: ${runs} runs from seed ${SIMULATION.seed}, ${told.commands} commands, ` +
      `${told.faults} faults of ${faults.length - 1} kinds, ${told.broken} times one of ` +
      `${invariants} invariants broken; never had its way: ${idle.join(", ") || "none"}`,
  );
  for (const outcome of outcomes) {
    const why = `${outcome.errorInstance}\n${fc.defaultReportMessage(outcome)}`;
    expect(outcome.failed, why).toBe(false);
  }
  // A day on which nothing can be done holds together too: each command must have had its way.
  // Of a share of a longer run, whoever has seen all of them says so.
  if (runs >= 100 && !SIMULATION.share) expect(idle).toEqual([]);
}, 3_600_000);
