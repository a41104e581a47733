import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { parseEnv } from "node:util";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { migrate } from "../dev/database.ts";
import { portsFrom, writeDevVars } from "../dev/dev_vars.ts";
import { command } from "../gates/part.ts";
import { freePorts } from "../simulators/free_port.ts";
import { type Simulators, startSimulators } from "../simulators/start.ts";
import { documentsWorker } from "./documents.ts";

// The product as it would be deployed, on Miniflare's simulators, without the proxy of
// `wrangler dev` that would be most of what is measured. For tests, measuring and attacking.

export type Served = {
  /** Through the router of assets, as a visitor comes. */
  url: string;
  /** Straight to the worker: no assets, nothing in between. */
  direct: string;
  persist: string;
  simulators: Simulators;
  vars: Record<string, string>;
  miniflare: Miniflare;
  close: () => Promise<void>;
};

type Options = {
  /** What to serve; made by `bundle()`. */
  script: string;
  /** Where the data lies; made by `freshData()`. */
  persist: string;
  host?: "localhost" | "127.0.0.1";
  vars?: Record<string, string>;
};

/** Builds what a deployment would send; `local` keeps what only a developer's machine has. */
export async function bundle({ local = true, out = ".wrangler/served" } = {}): Promise<string> {
  const define = `LOCAL:${local}`;
  const line = ["wrangler", "deploy", "--dry-run", "--outdir", out, "--minify", "--define", define];
  const { code, output } = await command(line, { minutes: 2 });
  if (code !== 0) throw new Error(`Cannot build the worker\n${output}`);
  return `${out}/main.js`;
}

/** A new folder with a migrated database; seeded when arguments of `scripts/seed.ts` are given. */
export async function freshData(seed: readonly string[] = ["--demo"]): Promise<string> {
  mkdirSync(".wrangler", { recursive: true });
  const persist = mkdtempSync(".wrangler/data-");
  writeDevVars(".dev.vars", portsFrom(8787));
  await migrate(persist);
  if (seed.length) {
    const line = ["node", "scripts/seed.ts", ...seed, "--persist", `${persist}/v3`];
    const { code, output } = await command(line, { minutes: 5 });
    if (code !== 0) throw new Error(`Cannot seed\n${output}`);
  }
  return persist;
}

/** Serves it until `close()`. */
export async function serve(options: Options): Promise<Served> {
  const { script, persist, host = "localhost", vars = {} } = options;
  const [port = 0, directPort = 0] = await freePorts(2);
  const url = `http://${host}:${port}`;
  const simulators = await startSimulators();
  const bindings = {
    ...parseEnv(readFileSync(".dev.vars", "utf8")),
    ORIGIN: url,
    MAIL_HTTP_URL: `${simulators.url}/mail`,
    SMTP_URL: simulators.smtpUrl,
    SMS_URL: `${simulators.url}/sms`,
    BRREG_URL: `${simulators.url}/brreg`,
    AUTOSYS_URL: `${simulators.url}/autosys`,
    HIBP_URL: `${simulators.url}/hibp`,
    LOG_LEVEL: "error", // who measures or tests reads what they wrote themselves
    ...vars,
  } as Record<string, string>;
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      port,
      host: "127.0.0.1",
      log: new Log(LogLevel.ERROR),
      logRequests: false,
      cf: false,
      resourcePersistencePath: resolve(persist, "v3"),
      unsafeTriggerHandlers: true,
      workers: [workerOptions(script, bindings, directPort), await documentsWorker()],
    }),
  );
  await miniflare.ready;
  return {
    url,
    direct: `http://127.0.0.1:${directPort}`,
    persist,
    simulators,
    vars: bindings,
    miniflare,
    close: async () => {
      await miniflare.dispose();
      await simulators.close();
    },
  };
}

function workerOptions(script: string, bindings: Record<string, string>, directPort: number) {
  const { workerOptions } = unstable_getMiniflareWorkerOptions("wrangler.toml");
  const { modulesRules: _, ...rest } = workerOptions;
  return {
    ...rest,
    name: "tms",
    bindings: { ...(rest.bindings as Record<string, string>), ...bindings },
    modules: modulesOf(script),
    unsafeDirectSockets: [{ host: "127.0.0.1", port: directPort }],
  };
}

/** The bundle's modules: the script, and the WebAssembly beside it. */
function modulesOf(script: string) {
  const text = readFileSync(script, "utf8");
  const wasm = [...text.matchAll(/"\.\/([\w.-]+\.wasm)"/g)].map(([, name = ""]) => name);
  const folder = dirname(script);
  return [
    { type: "ESModule" as const, path: basename(script), contents: text },
    ...[...new Set(wasm)]
      .filter((name) => existsSync(`${folder}/${name}`))
      .map((name) => ({
        type: "CompiledWasm" as const,
        path: name,
        contents: readFileSync(`${folder}/${name}`),
      })),
  ];
}

/** Takes the data away again. */
export function forget(persist: string): void {
  if (/\.wrangler\/data-/.test(persist)) rmSync(persist, { recursive: true, force: true });
}
