import { randomBytes } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import type { Bindings } from "#worker/lib/env.ts";
import { seedDemo } from "../seed/demo.ts";

/** What one table takes with its indexes, beyond the empty one. `written`: its rows, and their entries in indexes. */
export type Table = { name: string; rows: number; bytes: number; written: number };

/** The demo's schools as they lie on disk: what a school costs is counted, not guessed. */
export type Measured = {
  schools: number;
  tables: Table[];
  /** Rows of the audit log by what they are about. */
  audit: Record<string, number>;
  /** All of it, an empty database after all migrations, and all of it as a backup keeps it. */
  bytes: number;
  emptyBytes: number;
  zippedBytes: number;
  /** Rows that were written for each that is there: what is changed later, and what triggers do. */
  changesPerRow: number;
};

/** D1 has the same SQLite with pages of the same size, so bytes here are bytes there. */
export async function measure(): Promise<Measured> {
  const file = new DatabaseSync(":memory:");
  for (const path of globSync("migrations/*.sql").sort()) file.exec(readFileSync(path, "utf8"));
  const [empty, changesBefore] = [pagesOf(file), changesOf(file)];
  const env = { KEYS: `k1:${randomBytes(32).toString("base64")}`, ENVIRONMENT: "local" };
  await seedDemo({ file, env: env as Bindings });
  const full = pagesOf(file);
  const tables = [...full].map(([name, bytes]): Table => {
    const rows = numberOf(file, `select count(*) n from "${name}"`);
    const indexes = numberOf(file, `select count(*) n from pragma_index_list('${name}')`);
    return { name, rows, bytes: bytes - (empty.get(name) ?? 0), written: rows * (1 + indexes) };
  });
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  const audit = file.prepare("select entity, count(*) n from audit group by entity").all();
  const measured = {
    schools: rowsOf(tables, "schools") - 1, // the platform is a school among the rows
    tables: tables.filter((one) => one.rows > 0).sort((a, b) => b.bytes - a.bytes),
    audit: Object.fromEntries(audit.map(({ entity, n }) => [String(entity), Number(n)])),
    ...{ bytes: sumOf(full), emptyBytes: sumOf(empty), zippedBytes: zippedOf(file, tables) },
    changesPerRow: (changesOf(file) - changesBefore) / rows,
  };
  file.close();
  return measured;
}

/** How many rows a table has. */
export const rowsOf = (tables: readonly Table[], name: string) =>
  tables.find((one) => one.name === name)?.rows ?? 0;

const sumOf = (pages: Map<string, number>) => [...pages.values()].reduce((sum, n) => sum + n, 0);

function pagesOf(file: DatabaseSync): Map<string, number> {
  const found = file
    .prepare(
      `select m.tbl_name name, sum(s.pgsize) bytes from dbstat s
        join sqlite_master m on m.name = s.name group by m.tbl_name`,
    )
    .all() as { name: string; bytes: number }[];
  return new Map(found.map(({ name, bytes }) => [name, bytes]));
}

// As a backup does: a line of JSON for each row, and gzip over them.
function zippedOf(file: DatabaseSync, tables: readonly Table[]): number {
  const lines = tables.flatMap(({ name }) =>
    file
      .prepare(`select * from "${name}"`)
      .all()
      .map((row) => JSON.stringify(Object.values(row))),
  );
  return gzipSync(lines.join("\n")).length;
}

const changesOf = (file: DatabaseSync) => numberOf(file, "select total_changes() n");

function numberOf(file: DatabaseSync, sql: string): number {
  return (file.prepare(sql).get() as { n: number }).n;
}
