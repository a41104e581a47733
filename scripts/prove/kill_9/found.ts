import { copyFileSync, existsSync, globSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Write } from "./writers.ts";

const tables = { student: "students", booking: "bookings", payment: "payments" } as const;

/** What the disk says after the crash: acknowledged writes that are lost, and batches by half. */
export function found(data: string, writes: readonly Write[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "tms-killed-"));
  const file = new DatabaseSync(copied(pathIn(data), folder));
  try {
    return [...writes.flatMap((write) => lost(file, write)), ...broken(file)];
  } finally {
    file.close();
    rmSync(folder, { recursive: true });
  }
}

/** The file in which the product keeps its database. */
export const pathIn = (data: string): string =>
  globSync(`${data}/d1/*/*.sqlite`).find((one) => !one.includes("metadata")) ?? "";

/** A copy of one moment: the product that is up again has the file open, and nobody meddles there. */
function copied(path: string, folder: string): string {
  const to = join(folder, "database.sqlite");
  const touched = () => statSync(path).mtimeMs;
  for (let before = -1; before !== touched(); ) {
    before = touched();
    copyFileSync(path, to);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${to}-wal`);
  }
  return to;
}

function lost(file: DatabaseSync, { entity, id, acked }: Write): string[] {
  const of = (sql: string) => Number(file.prepare(sql).get(id)?.n);
  const rows = of(`select count(*) as n from ${tables[entity]} where id = ?`);
  const log = of(`select count(*) as n from audit where entity = '${entity}' and entity_id = ?`);
  const found: string[] = [];
  if (acked > 0 && rows === 0) found.push(`${entity} ${id} was acknowledged and is lost`);
  if (rows === 0 && log > 0) found.push(`${entity} ${id} is in the log alone`);
  if (rows > 0 && log === 0) found.push(`${entity} ${id} is not in the log`);
  if (entity === "student" && rows > 0) {
    const version = of("select version as n from students where id = ?");
    if (version < acked) found.push(`a change of student ${id} was acknowledged and is lost`);
    if (version !== log)
      found.push(`student ${id} has version ${version} and ${log} rows in the log`);
    const words = of("select count(*) as n from search_terms where kind = 'student' and id = ?");
    if (words === 0) found.push(`student ${id} cannot be found`);
  }
  if (entity === "booking" && rows > 0) {
    const claims = of("select count(*) as n from claims where booking_id = ?");
    if (claims === 0) found.push(`booking ${id} claims no time`);
  }
  return found;
}

/** What must hold of the whole database, whatever happened. Each answers with the rows that break it. */
const rules: Record<string, string> = {
  "the file is not sound": "select * from pragma_integrity_check where integrity_check <> 'ok'",
  "a reference leads nowhere": "select * from pragma_foreign_key_check",
  "a guard was left": "select * from guard",
  "two bookings overlap": `select a.booking_id from claims a join claims b
    on b.school_id = a.school_id and b.kind = a.kind and b.resource_id = a.resource_id
    and b.booking_id <> a.booking_id and b.starts_at < a.ends_at and b.ends_at > a.starts_at`,
  "the sums are not those of the ledger": `select school_id from account_totals group by school_id
    having sum(debit_ore) <> sum(credit_ore) or sum(debit_ore) <> (select sum(amount_ore) from ledger l
    where l.school_id = account_totals.school_id)`,
  "a payment is not in the ledger": `select p.id from payments p where not exists (select 1 from ledger l
    where l.school_id = p.school_id and l.ref_id = p.id)`,
};

function broken(file: DatabaseSync): string[] {
  return Object.entries(rules).flatMap(([what, sql]) => {
    const rows = file.prepare(sql).all();
    return rows.length ? [`${what}: ${rows.length}`] : [];
  });
}
