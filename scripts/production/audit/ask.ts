import { execFileSync } from "node:child_process";
import { globSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Ask } from "#worker/modules/audit/walk.ts";
import { inTheEu } from "../wrangler.ts";

type Row = Record<string, unknown>;

/** Asks a file: the local D1, or a backup that was unpacked. */
export function askFile(file: DatabaseSync): Ask {
  return async (sql) => file.prepare(sql).all() as Row[];
}

/** The file in which wrangler keeps the local D1, for reading only. */
export function localFile(persist: string): DatabaseSync {
  for (const path of globSync(`${persist}/v3/d1/*/*.sqlite`)) {
    const file = new DatabaseSync(path, { readOnly: true });
    if (file.prepare("select 1 from sqlite_master where name = 'd1_migrations'").get()) return file;
    file.close();
  }
  throw new Error(`there is no database in ${persist} yet: npm start, or npm run setup:db`);
}

/** Asks the database in production, through wrangler. */
export const askRemote: Ask = async (sql) => {
  const line = ["d1", "execute", "DB", "--remote", "--yes", "--json", "--command", sql];
  const out = wrangler(line);
  const [answer] = JSON.parse(out.slice(out.indexOf("["))) as { results: Row[] }[];
  return answer?.results ?? [];
};

/** What lies in the bucket of backups under that key; nothing when there is no such object. */
export function remoteObject(bucket: string, key: string): string | undefined {
  try {
    const what = `${bucket}/${key}`;
    return wrangler(["r2", "object", "get", what, "--remote", "--pipe", ...inTheEu]);
  } catch (error) {
    // Only a missing one is none: a bucket that nobody may read would look like a log without anchors.
    if (/key does not exist/.test(String(error))) return undefined;
    throw error;
  }
}

function wrangler(args: readonly string[]): string {
  return execFileSync("node_modules/.bin/wrangler", args, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, WRANGLER_HIDE_BANNER: "true", WRANGLER_SEND_METRICS: "false" },
  });
}
