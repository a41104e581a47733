import { randomBytes } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Bindings } from "#worker/lib/env.ts";
import { seedDemo } from "../seed/demo.ts";

/** What one table takes with its indexes. */
export type Table = { name: string; rows: number; bytes: number };

/** The demo's schools as they lie on disk: what a school costs is counted, not guessed. */
export type Measured = {
  schools: number;
  students: number;
  bookings: number;
  rows: number;
  bytes: number;
  /** An empty database after all migrations: tables, indexes, and what is the same for all. */
  emptyBytes: number;
  tables: Table[];
};

/** D1 has the same SQLite with pages of the same size, so bytes here are bytes there. */
export async function measure(): Promise<Measured> {
  const file = new DatabaseSync(":memory:");
  for (const path of globSync("migrations/*.sql").sort()) file.exec(readFileSync(path, "utf8"));
  const emptyBytes = sizeOf(file);
  const env = { KEYS: `k1:${randomBytes(32).toString("base64")}`, ENVIRONMENT: "local" };
  await seedDemo({ file, env: env as Bindings });
  const tables = tablesOf(file);
  const count = (name: string) => tables.find((one) => one.name === name)?.rows ?? 0;
  const [bytes, rows] = [sizeOf(file), tables.reduce((sum, one) => sum + one.rows, 0)];
  file.close();
  // The platform is a school among the rows.
  const schools = count("schools") - 1;
  const [students, bookings] = [count("students"), count("bookings")];
  return { schools, students, bookings, rows, bytes, emptyBytes, tables };
}

function tablesOf(file: DatabaseSync): Table[] {
  const found = file
    .prepare(
      `select m.tbl_name name, sum(s.pgsize) bytes from dbstat s
        join sqlite_master m on m.name = s.name group by m.tbl_name order by bytes desc`,
    )
    .all() as { name: string; bytes: number }[];
  return found.map(({ name, bytes }) => {
    const row = file.prepare(`select count(*) n from "${name}"`).get() as { n: number };
    return { name, bytes, rows: row.n };
  });
}

function sizeOf(file: DatabaseSync): number {
  return (file.prepare("select sum(pgsize) bytes from dbstat").get() as { bytes: number }).bytes;
}
