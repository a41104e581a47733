import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { command } from "./gates/part.ts";
import { migrateTo } from "./production/restore/scratch.ts";

const MINUTES = 2 * 60_000; // every call starts wrangler anew

test(
  "the link of the first administrator: after the schema, once, and never beside somebody",
  async () => {
    const persist = mkdtempSync(join(tmpdir(), "tms-admin-"));
    const link = () =>
      command([process.execPath, "scripts/setup_admin.ts", "--persist-to", persist], {
        minutes: 1,
      });
    try {
      const early = await link();
      expect(early.code).toBe(1);
      expect(early.output).toContain("Run npm run setup:db first");

      const [file = ""] = globSync(`${persist}/v3/d1/*/*.sqlite`);
      const database = new DatabaseSync(file);
      migrateTo(database);
      const made = await link();
      expect(made.output).toMatch(/http:\/\/localhost:8787\/link\/setup\/[\w-]{43}\n/);
      const again = await link();
      expect(again.code).toBe(0);
      expect(again.output).toContain("printed before this one no longer works");

      const open = "select count(*) as n from links where kind = 'setup' and used_at is null";
      expect(database.prepare(open).get()).toEqual({ n: 1 });
      const at = new Date().toISOString();
      database.exec(`pragma foreign_keys = off;
        insert into memberships (school_id, user_id, roles, since)
        values ('platform', 'her', '["platform_admin"]', '${at}')`);
      database.close();
      const late = await link();
      expect(late.code).toBe(1);
      expect(late.output).toContain("there is an administrator already");
    } finally {
      rmSync(persist, { recursive: true, force: true });
    }
  },
  MINUTES,
);
