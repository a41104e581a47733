import type { DatabaseSync } from "node:sqlite";
import { lineOf, pageSql, type Read } from "#worker/modules/backups/format/rows.ts";
import { sha256 } from "#worker/modules/backups/format/sealing.ts";
import { linked } from "#worker/modules/backups/plan.ts";
import { isOurs, type Linked } from "#worker/modules/backups/rules.ts";

const PAGE = 1_000_000_000;

/** The tables of a database, by name. */
export function tablesOf(file: DatabaseSync): Linked[] {
  const named = file.prepare("select name from sqlite_master where type = 'table' order by name");
  return named
    .all()
    .map(({ name }) => String(name))
    .filter(isOurs)
    .map((name) => {
      const about = (pragma: string) => file.prepare(`pragma ${pragma}("${name}")`).all();
      const columns = about("table_info") as { name: string; pk: number }[];
      return linked(name, columns, about("foreign_key_list") as { table: string }[]);
    });
}

/** Every row of a table in the order of its key, as lines of a dump. */
export function linesIn(
  file: DatabaseSync,
  table: Linked,
  omit: readonly string[] = [],
  where = "",
): string[] {
  const lines: string[] = [];
  for (const row of file.prepare(pageSql(table, omit, null, where)).iterate(PAGE))
    lines.push(lineOf(table, row as Read));
  return lines;
}

/** The canonical dump of a database, boiled down: a hash for each table, and one over all of them. */
export function digestOf(file: DatabaseSync): {
  rows: number;
  sha256: string;
  tables: Map<string, string>;
} {
  let rows = 0;
  const tables = new Map<string, string>();
  for (const table of tablesOf(file)) {
    const lines = linesIn(file, table);
    rows += lines.length;
    tables.set(table.name, sha256([JSON.stringify(table.columns), ...lines].join("\n")));
  }
  return { rows, sha256: sha256([...tables].map((pair) => pair.join(" ")).join("\n")), tables };
}

/** Triggers with the text that makes them again. */
export function triggersOf(file: DatabaseSync): { name: string; sql: string }[] {
  const all = file.prepare(
    "select name, sql from sqlite_master where type = 'trigger' order by name",
  );
  return all.all() as { name: string; sql: string }[];
}
