import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "../../production/deploy/journal.ts";
import type { Place } from "./place.ts";

export type Ended = { code: number; output: string; seconds: number; journal: Entry | undefined };

const lineFor = ({ edge }: Place, artifact: string, more: readonly string[]) => [
  ...["scripts/production/deploy.ts", "--url", edge.url, "--numbers", edge.metrics],
  ...["--artifact", artifact, "--untested", "a drill", "--unchecked", "a drill"],
  ...["--unsaved", "a drill", ...more],
];

export const journalIn = ({ folder }: Place): Entry | undefined => {
  const path = join(folder, ".wrangler/deploy/production/last.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
};

/** Runs the operator's command to its end, or until `killAt` is the step that it is in. */
export async function deployIn(
  place: Place,
  artifact: string,
  { killAt, more = ["--without-staging"] }: { killAt?: string; more?: readonly string[] } = {},
): Promise<Ended> {
  const began = performance.now();
  const child = spawn(process.execPath, lineFor(place, artifact, more), {
    cwd: place.folder,
    env: { ...process.env, ...place.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const watch = setInterval(() => {
    const entry = journalIn(place);
    const there = entry?.at === killAt && !entry?.done.some(({ step }) => step === killAt);
    if (killAt && there && !entry?.outcome) child.kill("SIGKILL");
  }, 20);
  const code = await new Promise<number>((done) => child.once("close", (n) => done(n ?? 137)));
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  return { code, output, seconds, journal: journalIn(place) };
}
