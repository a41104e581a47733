import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command, type Part, stop, verdict } from "../gates/part.ts";
import { freePorts } from "../simulators/free_port.ts";

/** What the README promises: a clone, `npm ci && npm start`, and pages that answer. */
export const newcomer: Part = {
  name: "newcomer",
  run: async () => {
    const place = mkdtempSync(join(tmpdir(), "tms-newcomer-"));
    const [port = 0] = await freePorts(1);
    let server: ChildProcess | undefined;
    try {
      await must(["git", "clone", "--quiet", process.cwd(), place]);
      const began = performance.now();
      await must(["npm", "ci"], place);
      const installed = performance.now();
      server = spawn("npm", ["start", "--", "--port", String(port)], {
        cwd: place,
        stdio: "ignore",
        detached: true, // its own group, so that it ends with its children
      });
      const findings = await missing(`http://localhost:${port}`);
      const seconds = (ms: number) => (ms / 1000).toFixed(1);
      console.log(
        `  npm ci ${seconds(installed - began)} s, first page after ${seconds(performance.now() - began)} s`,
      );
      return verdict(findings);
    } finally {
      stop(server?.pid, "SIGTERM");
      await new Promise((done) => setTimeout(done, 2000));
      stop(server?.pid);
      rmSync(place, { recursive: true, force: true });
    }
  },
};

/** Waits for the product, at most two minutes, and says which page does not answer as promised. */
async function missing(base: string): Promise<string[]> {
  const statusOf = async (path: string) => {
    try {
      return (await fetch(base + path, { signal: AbortSignal.timeout(10_000) })).status;
    } catch {
      return 0;
    }
  };
  for (let tries = 0; tries < 120 && (await statusOf("/sign-in")) !== 200; tries++)
    await new Promise((done) => setTimeout(done, 1000));
  const findings: string[] = [];
  for (const path of ["/", "/sign-in", "/readyz"]) {
    const status = await statusOf(path);
    if (status !== 200) findings.push(`${path} answered ${status || "nothing"}`);
  }
  return findings;
}

async function must(line: readonly string[], cwd?: string): Promise<void> {
  const { code, output } = await command(line, { minutes: 5, ...(cwd && { cwd }) });
  if (code !== 0) throw new Error(`"${line.join(" ")}" failed\n${output}`);
}
