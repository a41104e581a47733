/**
 * Keeps the demo school as this release writes it, so that every later one is tried on it by
 * `npm run prove upgrade`. Once for each release that has new migrations, before it is deployed.
 *
 *   npm run release:keep
 *   --file PATH --source COMMIT   another database than a new one, of another commit; KEYS from the environment
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { parseEnv } from "node:util";
import { flagsOf } from "./flags.ts";
import { databaseIn } from "./prove/upgrade/database.ts";
import { keepRelease } from "./prove/upgrade/release.ts";
import { forget, freshData } from "./serve/serve.ts";

const values = flagsOf({ file: { type: "string" }, source: { type: "string", default: "HEAD" } });
const git = ["rev-parse", values.source];
const source = execFileSync("git", git, { encoding: "utf8" }).trim();
const persist = values.file ? "" : await freshData();
const own = values.file ? process.env.KEYS : parseEnv(readFileSync(".dev.vars", "utf8")).KEYS;
const file = new DatabaseSync(values.file ?? databaseIn(`${persist}/v3`));
const bytes = keepRelease(file, { source, keys: own ?? "" });
file.close();
forget(persist);
console.log(`Kept ${source.slice(0, 7)}: ${(bytes / 1024).toFixed(0)} KiB`);
