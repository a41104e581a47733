import { spawn } from "node:child_process";
import type { Place } from "./place.ts";

type Line = { route?: string; version?: string };

/** Listens by `npm run logs -- --remote` until `end()`; answers what it heard. */
export function listenIn(
  { folder, env }: Place,
  ...filter: string[]
): { end: () => Promise<Line[]> } {
  const line = ["scripts/logs.ts", "--remote", "--json", ...filter];
  const child = spawn(process.execPath, line, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((done) => child.once("close", done));
  let output = "";
  child.stdout.on("data", (text) => (output += text));
  return {
    end: async () => {
      child.kill("SIGTERM");
      await ended;
      return output
        .split("\n")
        .filter(Boolean)
        .map((one) => JSON.parse(one) as Line);
    },
  };
}
