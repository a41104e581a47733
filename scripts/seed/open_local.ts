import { globSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { parseEnv } from "node:util";
import { getTableColumns, getTableName } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { together } from "../together.ts";

export type Local = { file: DatabaseSync; env: Bindings };

/**
 * The file in which wrangler keeps the local D1, and the local settings. Opened directly: through
 * wrangler's bridge every statement is a round trip, and a demo school would take 20 s.
 * Throws when the database is not migrated, or the settings are not those of a local run.
 */
export function openLocal(persist: string): Local {
  const env = parseEnv(readFileSync(".dev.vars", "utf8")) as unknown as Bindings;
  if (env.ENVIRONMENT !== "local") throw new Error("Cannot seed: ENVIRONMENT is not local");
  for (const path of globSync(`${persist}/d1/*/*.sqlite`)) {
    const file = new DatabaseSync(path);
    if (file.prepare("select 1 from sqlite_master where name = 'd1_migrations'").get())
      return { file, env };
    file.close();
  }
  throw new Error("Cannot seed: no migrated database. Run npm start once");
}

/** Runs what the product would have put into a batch. */
export function runAll(file: DatabaseSync, statements: readonly Statement[]): void {
  for (const statement of statements) {
    const { sql, params } = (statement as unknown as Built).toSQL();
    file.prepare(sql).run(...params);
  }
}

/** A drizzle database for building statements; its batches go to the file. Nothing else works. */
export function batching(file: DatabaseSync): Ctx["db"] {
  const build = drizzle({} as D1Database);
  const batch = async (statements: readonly Statement[]) =>
    together(file, () => runAll(file, statements));
  return new Proxy(build, {
    get: (target, name) => (name === "batch" ? batch : Reflect.get(target, name)),
  });
}

type Built = { toSQL(): { sql: string; params: (string | number | null)[] } };

/** Inserts many rows of one table; what a row leaves out gets the column's default. */
export function insertAll<T extends SQLiteTable>(
  file: DatabaseSync,
  table: T,
  rows: readonly T["$inferInsert"][],
): void {
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => !column.generated);
  const names = columns.map(([, column]) => `"${column.name}"`).join(", ");
  const marks = columns.map(() => "?").join(", ");
  const insert = file.prepare(`insert into "${getTableName(table)}" (${names}) values (${marks})`);
  for (const row of rows) {
    const given = row as Record<string, unknown>;
    const values = columns.map(([key, column]) => {
      const value = given[key] ?? column.default ?? null;
      return value === null ? null : (column.mapToDriverValue(value) as string | number);
    });
    insert.run(...values);
  }
}
