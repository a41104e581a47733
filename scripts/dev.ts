/**
 * Starts everything on this machine: settings, database, demo school, simulators, the product.
 *
 *   npm start                     serves on http://localhost:8787
 *   npm run dev                   the same, and says what it does while files change
 *   npm start -- --port 9000      elsewhere; the simulators take the two ports after it
 *   npm start -- --persist DIR    another folder for the local database than .wrangler/state
 *
 * @module
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { promisify } from "node:util";
import { ringCrons } from "./dev/crons.ts";
import { migrate } from "./dev/database.ts";
import { localAddresses, portsFrom, writeDevVars } from "./dev/dev_vars.ts";
import { documentsConfig, end, startWrangler } from "./dev/wrangler.ts";
import { flagsOf } from "./flags.ts";
import { human, keepLog, type Line } from "./logs/lines.ts";
import { startSimulators } from "./simulators/start.ts";

const values = flagsOf({
  once: { type: "boolean", default: false },
  port: { type: "string", default: "8787" },
  persist: { type: "string", default: ".wrangler/state" },
});
const ports = portsFrom(Number(values.port));
const origin = `http://localhost:${ports.port}`;
const closing: (() => unknown)[] = [];
let warns = false; // whether wrangler is in the middle of a warning

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(name, () => void stop(name === "SIGTERM" ? 143 : 130));
try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}

async function start(): Promise<void> {
  for (const port of Object.values(ports)) await wantFree(port);
  if (writeDevVars(".dev.vars", ports))
    console.log("Wrote .dev.vars: settings and a key of this machine");
  await migrate(values.persist);
  const signIns = await loadDemo();
  const simulators = await startSimulators({ port: ports.simulators, smtpPort: ports.smtp });
  closing.push(() => simulators.close());
  await serve();
  closing.push(ringCrons(origin));
  console.log(`\nTMS is on ${origin} after ${process.uptime().toFixed(1)} s`);
  console.log(
    `Its mail lands in ${origin}/dev/mailbox${values.once ? "" : ", and it follows what you change"}`,
  );
  console.log(`Ctrl+C ends it\n\n${signIns}`);
}

async function wantFree(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", () =>
      reject(
        new Error(
          `Port ${port} is taken: end what is there, or try npm start -- --port ${ports.port + 10}`,
        ),
      ),
    );
    server.listen(port, "127.0.0.1", () => server.close(() => resolve()));
  });
}

/** The demo school, unless it is there already; answers the sign-ins it prints. */
async function loadDemo(): Promise<string> {
  if (!existsSync("scripts/seed.ts")) return "";
  const args = ["scripts/seed.ts", "--demo", "--persist", `${values.persist}/v3`];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return stdout;
}

/** The product itself; answers when its first page does. */
async function serve(): Promise<void> {
  const vars = Object.entries(localAddresses(ports)).flatMap(([k, v]) => ["--var", `${k}:${v}`]);
  const child = startWrangler(
    [
      ...["dev", "--config", "wrangler.toml", "--config", documentsConfig],
      ...["--define", "LOCAL:true", "--port", String(ports.port), ...vars],
      ...["--persist-to", values.persist, "--show-interactive-dev-session=false"],
      ...["--log-level", "log"],
    ],
    "pipe",
  );
  closing.push(keepLog(child, say));
  closing.push(() => end(child));
  const ended = new Promise<never>((_, reject) => {
    child.once("exit", (code) => reject(new Error(`wrangler dev ended (${code})`)));
  });
  await Promise.race([firstPage(), ended]);
  ended.catch(() => stop(1)); // nothing is served any more
}

// Faults are shown at once; everything else that the product says is for `npm run logs`. What
// wrangler says of its own is shown where somebody follows what she changes, its errors always.
function say(text: string, from: "stdout" | "stderr", line: Line | undefined): void {
  if (/^\S/.test(text)) warns = text.includes("WARNING");
  const shown = line ? line.level === "error" : !values.once || (from === "stderr" && !warns);
  if (shown) console.error(line ? human(line) : text);
}

async function firstPage(): Promise<void> {
  for (;;) {
    const answer = await fetch(`${origin}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function stop(code: number): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
  process.exit(code);
}
