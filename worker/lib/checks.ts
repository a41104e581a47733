import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

// CHECK holds numbers and formats only. Enums stay with zod: SQLite cannot alter a CHECK.

/** A day that exists, `YYYY-MM-DD`. Null passes. */
export const isDate = (column: SQLiteColumn): SQL => sql`${column} IS date(${column})`;

/** An instant with three decimals and Z. Null passes. */
export const isInstant = (column: SQLiteColumn): SQL =>
  sql`${column} IS strftime('%Y-%m-%dT%H:%M:%fZ', ${column})`;
