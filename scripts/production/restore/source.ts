import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NEWEST } from "#worker/modules/backups/bucket.ts";
import { runWrangler } from "../../dev/wrangler.ts";
import { inTheEu } from "../wrangler.ts";

/** Where the files of backups lie: `newest.json`, and a folder for each backup. */
export type Source = { read: (name: string) => Promise<Uint8Array> };

const BUCKET = "tms-backups";

/** A folder that was copied out of the bucket. */
export function folder(path: string): Source {
  return {
    read: async (name) => {
      const file = join(path, name);
      if (!existsSync(file)) throw new Error(`Cannot read the backup: "${name}" is missing`);
      return readFileSync(file);
    },
  };
}

/** The bucket itself, by wrangler: that of production, or that of this machine's state folder. */
export function bucket(where: { remote: true } | { persist: string }): Source {
  const options =
    "remote" in where ? ["--remote", ...inTheEu] : ["--local", "--persist-to", where.persist];
  return {
    read: async (name) => {
      const place = mkdtempSync(join(tmpdir(), "tms-backup-"));
      const file = join(place, "object");
      try {
        const what = `${BUCKET}/${name}`;
        await runWrangler(["r2", "object", "get", what, "--file", file, ...options]);
        return readFileSync(file);
      } catch (error) {
        throw new Error(reasonOf(name, String(error)), { cause: error });
      } finally {
        rmSync(place, { recursive: true, force: true });
      }
    },
  };
}

/** A bucket that nobody may read is another matter than one in which nothing lies yet. */
export function reasonOf(name: string, said: string): string {
  if (!/key does not exist/.test(said)) return `Cannot read the backup: ${said}`;
  return name === NEWEST
    ? "There is no backup yet: npm run production:backup"
    : `Cannot read the backup: "${name}" is not in the bucket`;
}
