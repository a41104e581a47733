import type { DatabaseSync } from "node:sqlite";
import { type Linked, readingOrder } from "#worker/modules/backups/rules.ts";
import { linesIn, tablesOf, triggersOf } from "./tables.ts";

/** The rows of one table that are to be restored, and how to tell them in the target. */
export type Chosen = { table: Linked; lines: string[]; where: string };

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const only = (file: DatabaseSync, table: Linked, where: string) => ({
  ...{ table, where },
  lines: linesIn(file, table, [], where),
});

/** Everything, but what has no copy. */
export function everything(file: DatabaseSync): Chosen[] {
  return parentsFirst(file).map((table) => only(file, table, "1"));
}

/** What a school's restore leaves as it is: the log says what happened, and what was sent is sent. */
const lasting = new Set(["audit", "outbox", "links", "users"]);

/** Everything of one school; people who are missing among the users come back too. */
export function ofSchool(file: DatabaseSync, id: string): Chosen[] {
  const where = `school_id = ${quoted(id)}`;
  const known = file.prepare("select 1 from schools where id = ?").get(id);
  if (!known) throw new Error(`Cannot restore: no school ${id} in the backup`);
  return parentsFirst(file)
    .filter(({ name }) => !lasting.has(name))
    .flatMap((table) => {
      const own = table.name === "schools" ? `id = ${quoted(id)}` : where;
      const belongs = table.name === "schools" || table.columns.includes("school_id");
      return belongs ? [only(file, table, own)] : [];
    });
}

/**
 * What can be lost of one student: her own row, what names her, and what hangs on that. What the
 * database refuses to delete was never lost, and sums are kept by what they sum.
 */
export function ofStudent(file: DatabaseSync, id: string): Chosen[] {
  const student = file.prepare("select school_id from students where id = ?").get(id);
  if (!student) throw new Error(`Cannot restore: no student ${id} in the backup`);
  const school = `school_id = ${quoted(String(student.school_id))}`;
  const triggers = triggersOf(file).map(({ sql }) => sql);
  const kept = new Set(
    triggers.flatMap((sql) => [
      ...[...sql.matchAll(/BEFORE DELETE ON (\w+)/gi)].map(([, name = ""]) => name),
      ...[...sql.matchAll(/INSERT INTO (\w+)/gi)].map(([, name = ""]) => name),
    ]),
  );
  const mine = `${school} AND student_id = ${quoted(id)}`;
  const wheres = new Map([["students", `${school} AND id = ${quoted(id)}`]]);
  const tables = parentsFirst(file).filter(({ name }) => !kept.has(name));
  for (const { name, columns } of tables) {
    if (columns.includes("student_id")) wheres.set(name, mine);
    else if (columns.includes("booking_id") && columns.includes("school_id"))
      wheres.set(name, `${school} AND booking_id IN (SELECT id FROM bookings WHERE ${mine})`);
  }
  wheres.set("search_terms", `${school} AND kind = 'student' AND id = ${quoted(id)}`);
  wheres.set(
    "contacts",
    `${school} AND id IN (SELECT contact_id FROM student_contacts WHERE ${mine})`,
  );
  return tables.flatMap((table) => {
    const where = wheres.get(table.name);
    return where ? [only(file, table, where)] : [];
  });
}

/** Everybody who has an account. */
export function users(file: DatabaseSync): Chosen {
  const [table] = tablesOf(file).filter(({ name }) => name === "users");
  if (!table) throw new Error("Cannot restore: the backup has no users");
  return only(file, table, "1");
}

/** Whoever is referred to before whoever refers. */
function parentsFirst(file: DatabaseSync): Linked[] {
  return readingOrder(tablesOf(file)).reverse();
}
