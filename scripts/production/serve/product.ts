/**
 * The built product on Miniflare's simulators: one process, which `npm run serve` starts and starts
 * again. It reads its place from the environment and tells its ports to whoever started it.
 */
import { globSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { ringCrons } from "../../dev/crons.ts";
import { freePorts } from "../../simulators/free_port.ts";
import { secretsIn } from "../env/values.ts";

const {
  SERVE_BUILD: build = "build",
  SERVE_DATA: data = "data",
  SERVE_FILE: file = "",
} = process.env;
const [port = 0, direct = 0] = await freePorts(2);

/** The modules of a Worker as wrangler built it, the script first. */
const modulesOf = (folder: string) =>
  ["main.js", ...globSync("*.{wasm,ttf}", { cwd: folder })].map((name) => {
    const contents = readFileSync(`${folder}/${name}`);
    if (name.endsWith(".wasm")) return { type: "CompiledWasm" as const, path: name, contents };
    if (name.endsWith(".ttf")) return { type: "Data" as const, path: name, contents };
    return { type: "ESModule" as const, path: basename(name), contents: contents.toString() };
  });

function optionsOf(folder: string, config: string): Record<string, unknown> {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(config);
  const { modulesRules: _, ...rest } = workerOptions;
  return { ...rest, modules: modulesOf(folder) };
}

const worker = optionsOf(`${build}/worker`, `${build}/wrangler.toml`);
type Options = Parameters<typeof convertV4MiniflareOptions>[0];
// What wrangler reads out of a configuration has no type that Miniflare knows again.
const options: unknown = {
  port,
  host: "127.0.0.1",
  log: new Log(LogLevel.ERROR),
  logRequests: false,
  cf: false,
  resourcePersistencePath: resolve(data),
  unsafeTriggerHandlers: true,
  workers: [
    {
      ...worker,
      name: "tms",
      bindings: {
        ...(worker.bindings as Record<string, string>),
        ...secretsIn(readFileSync(file, "utf8")),
        JURISDICTION: "none", // there is one place here
      },
      unsafeDirectSockets: [{ host: "127.0.0.1", port: direct }],
    },
    {
      ...optionsOf(`${build}/documents`, `${build}/documents/wrangler.toml`),
      name: "tms-documents",
    },
  ],
};
const miniflare = new Miniflare(convertV4MiniflareOptions(options as Options));
await miniflare.ready;
await migrate();
const silence = ringCrons(`http://127.0.0.1:${port}`);
process.send?.({ worker: direct, assets: port });
process.once("SIGTERM", () => void stop());
process.once("disconnect", () => void stop()); // whoever started us is gone

/** Brings the database to the newest migration of the build, each whole or not at all. */
async function migrate(): Promise<void> {
  const db = await miniflare.getD1Database("DB", "tms");
  await db
    .prepare(
      `create table if not exists d1_migrations (id integer primary key autoincrement,
        name text unique, applied_at timestamp default current_timestamp not null)`,
    )
    .run();
  const { results } = await db.prepare("select name from d1_migrations").all<{ name: string }>();
  const done = new Set(results.map(({ name }) => name));
  for (const name of globSync("*.sql", { cwd: `${build}/migrations` }).sort()) {
    if (done.has(name)) continue;
    const statements = readFileSync(`${build}/migrations/${name}`, "utf8")
      .split("--> statement-breakpoint")
      .filter((text) => text.replaceAll(/--.*$/gm, "").trim());
    await db.batch([
      ...statements.map((text) => db.prepare(text)),
      db.prepare("insert into d1_migrations (name) values (?)").bind(name),
    ]);
  }
}

async function stop(): Promise<void> {
  silence();
  await miniflare.dispose();
  process.exit(0);
}
