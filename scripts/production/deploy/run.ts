import { dropLock, holdsLock, takeLock } from "./lock.ts";
import { movesVisitors, type Release, stepsFor } from "./steps.ts";
import { share } from "./wrangler.ts";

const secondsSince = (began: number) => (performance.now() - began) / 1000;
const tell = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

/** Does what the journal has not done yet. A gate that shuts brings everybody the old version. */
export async function deploy(release: Release): Promise<"released" | "returned" | "stopped"> {
  const { journal, wrangler, settings } = release;
  const { run, commit } = journal.entry;
  const resumed = journal.entry.at;
  tell(`${release.target}: run ${run} of ${commit}${resumed ? `, resumed at "${resumed}"` : ""}`);
  const { staleMinutes } = settings;
  for (const line of await takeLock(wrangler, run, { now: new Date(), staleMinutes })) tell(line);
  if (journal.entry.returning) return await goBack(release, journal.entry.returning);
  for (const { name, run: doIt } of stepsFor(settings)) {
    if (journal.has(name)) continue;
    journal.set({ at: name });
    tell(name);
    const began = performance.now();
    try {
      if (movesVisitors(name) && !(await holdsLock(wrangler, run)))
        throw new Error("the lock was taken away");
      const said = await doIt(release);
      const seconds = Math.round(secondsSince(began) * 10) / 10;
      journal.entry.done.push({ step: name, seconds, said });
      journal.save();
      for (const line of said) tell(`  ${line}`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      tell(`  ${why}`);
      if (movesVisitors(name)) return await goBack(release, `${name}: ${why}`);
      journal.set({ returning: `${name}: ${why}` });
      return await end(release, "stopped");
    }
  }
  return await end(release, "released");
}

/** Everybody gets the old version again. The migrations stay: they only add. */
async function goBack(release: Release, why: string): Promise<"returned" | "stopped"> {
  const { journal, wrangler } = release;
  const began = performance.now();
  journal.set({ returning: why });
  // Where somebody has taken the release back, it is hers to say what visitors get.
  const ours = await holdsLock(wrangler, journal.entry.run).catch(() => true);
  if (!ours) return await end(release, "stopped");
  const { old } = journal.entry;
  if (!old) throw new Error("The journal knows no version to go back to");
  await share(wrangler, [{ version_id: old, percentage: 100 }], `${journal.entry.run}: returned`);
  tell(`everybody gets ${old} again, after ${secondsSince(began).toFixed(1)} s`);
  return await end(release, "returned");
}

async function end<T extends "released" | "returned" | "stopped">(
  { journal, wrangler }: Release,
  outcome: T,
): Promise<T> {
  await dropLock(wrangler, journal.entry.run);
  journal.close(outcome);
  tell(`${outcome}: ${journal.path}`);
  return outcome;
}
