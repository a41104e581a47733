import { type ChildProcess, spawn } from "node:child_process";
import { delimiter, resolve } from "node:path";

/** The settings of the Worker that makes PDFs. */
export const documentsConfig = "worker/documents/wrangler.toml";

const WRANGLER = "node_modules/wrangler/bin/wrangler.js";

// What makes a start quick and quiet. As variables of the process: in .dev.vars they would become
// the worker's own.
const quiet = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  X_LOCAL_OBSERVABILITY: "false",
};

// The build that wrangler runs wants our Node too, also when we were not started by npm.
const path = [resolve("node_modules/.bin"), process.env.PATH].join(delimiter);

/** Starts wrangler in a process group of its own, so that it can be ended with all its children. */
export function startWrangler(args: readonly string[], output: "inherit" | "pipe"): ChildProcess {
  return spawn(process.execPath, [WRANGLER, ...args], {
    env: { ...process.env, ...quiet, PATH: path },
    stdio: ["ignore", output, output],
    detached: process.platform !== "win32",
  });
}

/** Runs wrangler to its end. What it said is shown only when it failed. */
export async function runWrangler(args: readonly string[]): Promise<void> {
  const child = startWrangler(args, "pipe");
  let said = "";
  child.stdout?.on("data", (chunk) => (said += chunk));
  child.stderr?.on("data", (chunk) => (said += chunk));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`wrangler ${args.join(" ")} failed\n${said}`);
}

/** Ends a child and its children: asked first, and after five seconds made. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  signal(child, "SIGTERM");
  const timer = setTimeout(() => signal(child, "SIGKILL"), 5_000);
  await gone;
  clearTimeout(timer);
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, name);
  } catch {
    // Gone already.
  }
}
