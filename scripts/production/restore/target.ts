import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { runWrangler } from "../../dev/wrangler.ts";
import { together } from "../../together.ts";

type Row = Record<string, unknown>;

/** The database that is restored. */
export type Target = {
  name: string;
  query: (sql: string) => Row[];
  /** All of it or none of it. */
  write: (statements: readonly string[]) => Promise<void>;
  /** Where Time Travel can take it back to; nothing where there is no Time Travel. */
  bookmark: () => string | undefined;
  close: () => void;
};

/** The file in which wrangler keeps the local D1. */
export function localTarget(persist: string): Target {
  const path = globSync(`${persist}/v3/d1/*/*.sqlite`).find((one) => {
    const file = new DatabaseSync(one, { readOnly: true });
    const found = file.prepare("select 1 from sqlite_master where name = 'd1_migrations'").get();
    file.close();
    return found !== undefined;
  });
  if (!path)
    throw new Error(`Cannot restore: no migrated database in ${persist}. Run npm start once`);
  const file = new DatabaseSync(path);
  return {
    name: path,
    query: (sql) => file.prepare(sql).all(),
    write: async (statements) =>
      together(file, () => {
        for (const sql of statements) file.exec(sql);
      }),
    bookmark: () => undefined,
    close: () => file.close(),
  };
}

/** The database in production, by wrangler. An import that fails leaves it as it was. */
export function remoteTarget(): Target {
  const ask = (args: readonly string[]) => {
    const out = execFileSync("node_modules/.bin/wrangler", ["d1", ...args, "--json"], {
      encoding: "utf8",
      maxBuffer: 1 << 30,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, WRANGLER_HIDE_BANNER: "true", WRANGLER_SEND_METRICS: "false" },
    });
    return JSON.parse(out.slice(out.search(/[[{]/))) as unknown;
  };
  return {
    name: "the database in production (binding DB)",
    query: (sql) => {
      const [answer] = ask(["execute", "DB", "--remote", "--yes", "--command", sql]) as {
        results: Row[];
      }[];
      return answer?.results ?? [];
    },
    write: async (statements) => {
      const place = mkdtempSync(join(tmpdir(), "tms-restore-"));
      const path = join(place, "restore.sql");
      try {
        const text = ["PRAGMA defer_foreign_keys = TRUE;", ...statements, ""].join("\n");
        writeFileSync(path, text, { mode: 0o600 });
        await runWrangler(["d1", "execute", "DB", "--remote", "--yes", "--file", path]);
      } finally {
        rmSync(place, { recursive: true, force: true });
      }
    },
    bookmark: () => (ask(["time-travel", "info", "DB"]) as { bookmark?: string }).bookmark,
    close: () => undefined,
  };
}
