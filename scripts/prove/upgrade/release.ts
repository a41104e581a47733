import { globSync, readFileSync, writeFileSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { migrateTo } from "../../production/restore/scratch.ts";
import { insertsOf } from "../../production/restore/statements.ts";
import { linesIn, tablesOf, triggersOf } from "../../production/restore/tables.ts";
import { together } from "../../together.ts";

const FOLDER = "scripts/prove/upgrade/releases";

/** The populated database of a release: what its own code wrote, at the schema of its day. */
export type Release = {
  /** Its newest migration, and the commit it was. */
  schema: string;
  source: string;
  /** The key ring under which its values are sealed: that of made-up people. */
  keys: string;
  inserts: readonly string[];
};

/** Every release that was kept, the oldest first. */
export const releases = (): Release[] =>
  globSync(`${FOLDER}/*.json.br`)
    .sort()
    .map((path) => JSON.parse(brotliDecompressSync(readFileSync(path)).toString()) as Release);

/** Keeps the rows of a database as those of a release; answers with the bytes they take. */
export function keepRelease(file: DatabaseSync, about: Pick<Release, "source" | "keys">): number {
  const newest = file.prepare("select name from d1_migrations order by name desc limit 1").get();
  const schema = String(newest?.name);
  const inserts = tablesOf(file).flatMap((table) => insertsOf(table, linesIn(file, table)));
  const text = Buffer.from(JSON.stringify({ schema, ...about, inserts }));
  const bytes = brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
  writeFileSync(`${FOLDER}/${schema.replace(".sql", "")}.json.br`, bytes);
  return bytes.length;
}

/** Makes an empty file the database of that release. Triggers are away while it is filled. */
export function become(file: DatabaseSync, { schema, inserts }: Release): void {
  file.exec("pragma foreign_keys = off");
  migrateTo(file, { upTo: schema });
  withoutTriggers(file, () => {
    for (const { name } of tablesOf(file)) file.exec(`delete from "${name}"`);
    for (const sql of inserts) file.exec(sql);
  });
}

/** Fills a database as nobody may who uses it: without triggers, and references not looked at. */
export function withoutTriggers(file: DatabaseSync, work: () => void): void {
  file.exec("pragma foreign_keys = off");
  const triggers = triggersOf(file);
  together(file, () => {
    for (const { name } of triggers) file.exec(`drop trigger "${name}"`);
    work();
    for (const { sql } of triggers) file.exec(sql);
  });
  file.exec("pragma foreign_keys = on");
}
