import { globSync, readdirSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { runWrangler } from "./wrangler.ts";

/** Brings the local database to the newest migration; asks wrangler only when there is something. */
export async function migrate(persist: string): Promise<void> {
  if (isAtHead(persist)) return;
  await runWrangler(["d1", "migrations", "apply", "DB", "--local", "--persist-to", persist]);
}

// Wrangler takes two seconds to find out that there is nothing to do; the file itself says it.
function isAtHead(persist: string): boolean {
  const head = readdirSync("migrations")
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .at(-1);
  return globSync(`${persist}/v3/d1/*/*.sqlite`).some((path) => {
    const file = new DatabaseSync(path, { readOnly: true });
    try {
      return (
        file.prepare("select 1 from d1_migrations where name = ?").get(head ?? "") !== undefined
      );
    } catch {
      return false; // a database without that table
    } finally {
      file.close();
    }
  });
}
