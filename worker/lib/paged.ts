import { asc, desc, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import * as z from "zod";
import { Cursor, type List, type Paged } from "./list.ts";

/** The column behind each sort of a list; ties are broken by `id`, so pages never overlap. */
export type Sorts = Record<string, SQLiteColumn>;

const key = (sort: string) => sort.replace(/^-/, "");

/** Continues an index where the last page ended, so page 100 costs what page 1 does. */
export function keyset(sorts: Sorts, id: SQLiteColumn, { sort, per, after }: List) {
  const column = sorts[key(sort)];
  if (!column) throw new Error(`Cannot sort by "${sort}": no such column`);
  const down = sort.startsWith("-");
  const beyond = sql.raw(down ? "<" : ">");
  // A number column compares with a number: the cursor carries text.
  const value = column.dataType === "number" ? Number(after?.[0]) : after?.[0];
  return {
    after: after && (sql`(${column}, ${id}) ${beyond} (${value}, ${after[1]})` as SQL),
    // The same column twice would make SQLite pass over an index that ends with it.
    order: (column === id ? [id] : [column, id]).map((by) => (down ? desc(by) : asc(by))),
    limit: per + 1, // one row too many tells that there is a next page, without a count
  };
}

/** Takes the row too many off again, and makes the cursor of what is left. */
export function toPage<R extends { id: string }>(
  rows: readonly R[],
  { sort, per }: List,
  sortValue: (row: R, sort: string) => string | number = (row, name) =>
    String(row[name as keyof R]),
): Paged<R> {
  const items = rows.slice(0, per);
  const last = rows.length > per ? items.at(-1) : undefined;
  return {
    items,
    after: last ? z.encode(Cursor, [String(sortValue(last, key(sort))), last.id]) : null,
  };
}
