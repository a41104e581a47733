import type { DatabaseSync } from "node:sqlite";
import { tablesOf } from "../../production/restore/tables.ts";
import { withoutTriggers } from "./release.ts";

// What is unique over all schools; everything else is by school, so that a copy of a school is whole.
const unique: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  schools: { id: "id || :copy", slug: "slug || :copy", orgnr: "null" },
  audit: { id: "id || :copy" },
};

/** Copies a release's schools under other ids until its database has so many rows; says how many. */
export function grow(file: DatabaseSync, wanted: number): number {
  const once = rowsOfSchools(file);
  const copies = schoolTables(file).map(({ name, columns }) => {
    const own = name === "schools" ? "id" : "school_id";
    const values = columns.map((column) => {
      const value = column === "school_id" ? "school_id || :copy" : unique[name]?.[column];
      return value ?? `"${column}"`;
    });
    const into = columns.map((column) => `"${column}"`).join(", ");
    return file.prepare(
      `insert into "${name}" (${into}) select ${values.join(", ")} from "${name}" where instr("${own}", '~') = 0`,
    );
  });
  withoutTriggers(file, () => {
    for (let n = 1; n * once < wanted; n++) for (const copy of copies) copy.run({ copy: `~${n}` });
  });
  return rowsOfSchools(file);
}

/** How many rows the schools of a database have. */
export const rowsOfSchools = (file: DatabaseSync): number =>
  schoolTables(file).reduce(
    (sum, { name }) => sum + number(file, `select count(*) from "${name}"`),
    0,
  );

const schoolTables = (file: DatabaseSync) =>
  tablesOf(file)
    .map(({ name, columns }) => ({ name, columns: columns.filter((one) => !given(name, one)) }))
    .filter(({ name, columns }) => name === "schools" || columns.includes("school_id"));

// SQLite gives these itself.
const given = (table: string, column: string) => table === "audit" && column === "seq";

const number = (file: DatabaseSync, sql: string) =>
  Number(Object.values(file.prepare(sql).get() ?? {})[0]);
