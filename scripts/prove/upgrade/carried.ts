import { DatabaseSync } from "node:sqlite";
import { migrateTo } from "../../production/restore/scratch.ts";
import { digestOf, linesIn, tablesOf } from "../../production/restore/tables.ts";
import { become, type Release } from "./release.ts";

/** How a database ends up after all migrations: its rows, and its schema. */
export type Upgraded = { rows: number; digest: string; schema: string; findings: string[] };

/** Takes a release's database through every later migration, and says what did not come along. */
export function carried(release: Release): Upgraded {
  const file = new DatabaseSync(":memory:");
  become(file, release);
  const tables = tablesOf(file);
  const before = new Map(tables.map((table) => [table.name, linesIn(file, table)]));
  migrateTo(file, { after: release.schema });
  const findings = tables.flatMap((table) => {
    const after = linesIn(file, table); // in the columns that it had
    const old = before.get(table.name) ?? [];
    const changed = old.filter((line, at) => after[at] !== line).length;
    const added = after.length - old.length;
    return changed || added ? [`${table.name}: ${changed} rows changed, ${added} added`] : [];
  });
  const { rows, sha256: digest } = digestOf(file);
  const schema = schemaOf(file);
  findings.push(...broken(file));
  if (schema !== fresh()) findings.push("the schema is not that of a new database");
  file.close();
  return { rows, digest, schema, findings };
}

const schemaSql = `select type, name, tbl_name, sql from sqlite_master
  where substr(name, 1, 7) <> 'sqlite_' and substr(name, 1, 4) <> '_cf_' and name <> 'd1_migrations'
  order by type, name`;

/** Every table, index and trigger, as SQLite keeps it. */
export const schemaOf = (file: DatabaseSync): string =>
  JSON.stringify(file.prepare(schemaSql).all());

/** The schema of a database that was never older than this release. */
export function fresh(): string {
  const file = new DatabaseSync(":memory:");
  migrateTo(file);
  const schema = schemaOf(file);
  file.close();
  return schema;
}

/** Pages that are not sound, and references that lead nowhere. */
export function broken(file: DatabaseSync): string[] {
  const unsound = file.prepare("select * from pragma_integrity_check").all();
  const orphans = file.prepare("select * from pragma_foreign_key_check").all();
  const ok = JSON.stringify(unsound) === '[{"integrity_check":"ok"}]';
  return [
    ...(ok ? [] : [`the file is not sound: ${JSON.stringify(unsound)}`]),
    ...(orphans.length ? [`${orphans.length} references lead nowhere`] : []),
  ];
}
