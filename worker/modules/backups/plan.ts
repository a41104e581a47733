import type { Kind } from "./input.ts";
import { isOurs, type Linked, omitted, readingOrder } from "./rules.ts";
import type { PlannedTable } from "./schema.ts";

type Column = { name: string; pk: number };
type Reference = { table: string };

/** Every table that there is just now, asked of the database itself: none can be forgotten. */
export async function planOf(db: D1Database, kind: Kind): Promise<PlannedTable[]> {
  const { results } = await db
    .prepare("select name from sqlite_master where type = 'table' order by name")
    .all<{ name: string }>();
  const names = results.map(({ name }) => name).filter(isOurs);
  const about = await db.batch<Column & Reference>(
    names.flatMap((name) => [
      db.prepare(`pragma table_info("${name}")`),
      db.prepare(`pragma foreign_key_list("${name}")`),
    ]),
  );
  const tables = names.map((name, at) =>
    linked(name, about[2 * at]?.results ?? [], about[2 * at + 1]?.results ?? []),
  );
  return readingOrder(tables).map(({ refers: _, ...table }) => ({
    ...table,
    omit: omitted(kind, table),
  }));
}

/** A table of what SQLite says about it. One without a key could not be paged, nor restored. */
export function linked(
  name: string,
  columns: readonly Column[],
  references: readonly Reference[],
): Linked {
  const key = columns
    .filter(({ pk }) => pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map((column) => column.name);
  if (key.length === 0) throw new Error(`Cannot back up "${name}": it has no primary key`);
  return {
    name,
    columns: columns.map((column) => column.name),
    key,
    refers: [...new Set(references.map(({ table }) => table))],
  };
}

/** The newest migration that has been applied. */
export async function schemaOf(db: D1Database): Promise<string> {
  const row = await db
    .prepare("select name from d1_migrations order by id desc limit 1")
    .first<{ name: string }>();
  return row?.name ?? "";
}
