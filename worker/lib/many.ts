import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Ctx } from "./ctx.ts";

/** What each column of a table gets: an expression over `from`, or null. Every column is named. */
type Filling<T extends SQLiteTable> = { [C in keyof T["$inferSelect"]]: SQL | null };

/**
 * `insert ... select` for a batch: many rows with few parameters, usually out of one JSON text
 * by json_each, since D1 binds at most 100. A column that is added later does not compile here.
 */
export function insertFrom<T extends SQLiteTable>(
  ctx: Ctx,
  table: T,
  { filling, from }: { filling: Filling<T>; from: SQL },
) {
  const expressions: Record<string, SQL | null> = filling;
  const list = Object.keys(getTableColumns(table)).map(
    (name) => sql`${expressions[name] ?? sql`null`}`,
  );
  return ctx.db.insert(table).select(sql`select ${sql.join(list, sql`, `)} from ${from}`);
}

/** A key of the JSON object in `j.value`, as json_each gives it. */
export const fromJson = (name: string): SQL => sql`j.value ->> ${sql.raw(`'${name}'`)}`;
