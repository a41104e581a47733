import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { together } from "../../together.ts";
import type { Opened } from "./opened.ts";
import { insertsOf } from "./statements.ts";
import { linesIn, tablesOf, triggersOf } from "./tables.ts";

const FOLDER = "migrations";
/** The newest migration of this checkout. */
export const head = () => migrations().at(-1) ?? "";
const migrations = () =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(".sql"))
    .sort();

/** Applies migrations to a database, as wrangler would: up to one, or those after it. */
export function migrateTo(file: DatabaseSync, { after = "", upTo = "~" } = {}): void {
  file.exec(`create table if not exists d1_migrations (id integer primary key autoincrement,
    name text unique, applied_at timestamp default current_timestamp not null)`);
  const note = file.prepare("insert into d1_migrations (name) values (?)");
  for (const name of migrations().filter((one) => one > after && one <= upTo)) {
    together(file, () => {
      file.exec(readFileSync(`${FOLDER}/${name}`, "utf8"));
      note.run(name);
    });
  }
}

/** What a rehearsal found: how many rows, what differs, and references that lead nowhere. */
export type Rehearsed = { file: DatabaseSync; rows: number; different: string[]; orphans: number };

/**
 * Restores a backup into a database of its own, at `path`: the schema of its day, its rows with
 * the triggers away, compared row for row; then the migrations that have come since.
 */
export function rehearse({ manifest, lines }: Opened, path: string): Rehearsed {
  if (!migrations().includes(manifest.schema))
    throw new Error(
      `Cannot restore: the backup has the schema ${manifest.schema}, newer than here`,
    );
  const file = new DatabaseSync(path);
  // Nothing here outlives a crash anyway.
  file.exec("pragma journal_mode = memory; pragma synchronous = off");
  file.exec("pragma foreign_keys = off");
  migrateTo(file, { upTo: manifest.schema });
  const triggers = triggersOf(file);
  together(file, () => {
    for (const { name } of triggers) file.exec(`drop trigger "${name}"`);
    for (const { name } of tablesOf(file)) file.exec(`delete from "${name}"`);
    for (const { name, columns, key } of manifest.tables)
      for (const sql of insertsOf({ name, columns, key }, lines.get(name) ?? [])) file.exec(sql);
    for (const { sql } of triggers) file.exec(sql);
  });
  const different = manifest.tables
    .filter(({ name, columns, key, omitted }) => {
      const there = linesIn(file, { name, columns, key, refers: [] }, omitted);
      const own = lines.get(name) ?? [];
      return there.length !== own.length || there.some((line, at) => line !== own[at]);
    })
    .map(({ name }) => name);
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  migrateTo(file, { after: manifest.schema });
  const orphans = file.prepare("pragma foreign_key_check").all().length;
  file.exec("pragma foreign_keys = on");
  return { file, rows, different, orphans };
}
