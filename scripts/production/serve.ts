/**
 * Runs the built product outside Cloudflare: the same bundle on Miniflare's simulators, data on disk.
 *
 *   npm run build && npm run serve
 *   --port 8080 --host 127.0.0.1   where it listens; TLS is for whoever stands in front
 *   --proxied                      take visitors' addresses from that proxy
 *   --build build --data data      what is run, and where its data lies
 *   --file .env.production         its secrets (npm run setup:env)
 *
 * It migrates before it opens, starts the product again when it ends or does not answer three times
 * in a row, and on SIGTERM takes no more visitors and gives those inside ten seconds.
 */
import { type ChildProcess, fork } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { faultsOf, inWords } from "#worker/lib/settings/faults.ts";
import { flagsOf } from "../flags.ts";
import { stop as end } from "../gates/part.ts";
import { secretsIn, varsIn } from "./env/values.ts";
import { type Behind, drain, frontOf } from "./serve/front.ts";

const DRAIN = 10_000;
const ASK_EVERY = 5_000;
const SHORTEST_WAIT = 200;
const LONGEST_WAIT = 30_000;

const flags = flagsOf({
  port: { type: "string", default: "8080" },
  host: { type: "string", default: "127.0.0.1" },
  proxied: { type: "boolean", default: false },
  build: { type: "string", default: "build" },
  data: { type: "string", default: "data" },
  file: { type: "string", default: ".env.production" },
});

for (const path of [`${flags.build}/wrangler.toml`, flags.file])
  if (!existsSync(path)) refuse(`${path} is not there: npm run build, and npm run setup:env`);
const settings = {
  ...varsIn(readFileSync(`${flags.build}/wrangler.toml`, "utf8")),
  ...secretsIn(readFileSync(flags.file, "utf8")),
};
const faults = faultsOf(settings);
if (faults.length > 0) refuse(`Settings that cannot be used: ${inWords(faults)}`);
if (settings.MAIL_TRANSPORT === "binding")
  refuse('MAIL_TRANSPORT = "binding" is there at Cloudflare alone: use smtp or http');
mkdirSync(flags.data, { recursive: true, mode: 0o700 });

let behind: Behind;
let child: ChildProcess | undefined;
let stopping = false;
let wait = SHORTEST_WAIT;

start();
const server = frontOf({ behind: () => behind, proxied: flags.proxied });
server.listen(Number(flags.port), flags.host, () =>
  console.log(`TMS listens on http://${flags.host}:${flags.port}, its data is in ${flags.data}`),
);
let silent = 0;
const asking = setInterval(() => void ask(), ASK_EVERY);
for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => void stop());

function start(): void {
  const env = { SERVE_BUILD: flags.build, SERVE_DATA: flags.data, SERVE_FILE: flags.file };
  const started = fork(`${import.meta.dirname}/serve/product.ts`, {
    env: { ...process.env, ...env },
    detached: true, // a group of its own, so that workerd never outlives it
  });
  child = started;
  started.once("message", (ports) => {
    behind = ports as Behind;
    wait = SHORTEST_WAIT;
    console.log("The product is up");
  });
  started.once("exit", (code, signal) => {
    behind = undefined;
    end(started.pid); // workerd, which still has the data open
    if (stopping) return;
    console.error(`The product ended (${signal ?? code}): again in ${wait / 1000} s`);
    setTimeout(start, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  });
}

/** A product that hangs is worse than one that ended: it is ended, and so starts again. */
async function ask(): Promise<void> {
  if (!behind) return;
  const signal = AbortSignal.timeout(ASK_EVERY / 2);
  const answer = await fetch(`http://127.0.0.1:${behind.worker}/healthz`, { signal }).catch(
    () => undefined,
  );
  silent = answer?.ok ? 0 : silent + 1;
  if (silent < 3) return;
  silent = 0;
  end(child?.pid);
}

async function stop(): Promise<void> {
  stopping = true;
  clearInterval(asking);
  const left = await drain(server, DRAIN);
  console.log(left ? "Everybody was served" : "Some did not finish in ten seconds");
  const gone = new Promise((done) =>
    child?.exitCode === null ? child.once("exit", done) : done(0),
  );
  child?.kill("SIGTERM");
  await gone;
  process.exit(0);
}

function refuse(why: string): never {
  console.error(why);
  process.exit(2);
}
