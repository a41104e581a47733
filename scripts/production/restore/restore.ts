import type { Manifest } from "#worker/modules/backups/format/manifest.ts";
import { keyOf, lineOf, pageSql, type Read } from "#worker/modules/backups/format/rows.ts";
import { type Chosen, everything, ofSchool, ofStudent, users } from "./chosen.ts";
import { head, type Rehearsed } from "./scratch.ts";
import { triggersOf } from "./tables.ts";
import type { Target } from "./target.ts";
import { endingVisits, merging, missingUsers, noteOf, replacing } from "./writing.ts";

type Asked = {
  target: Target;
  rehearsed: Rehearsed;
  manifest: Manifest;
  ring: string;
  school: string | undefined;
  student: string | undefined;
  write: boolean;
};

/** Tells what a restore would change in the target, and does it when asked to. */
export async function restore(asked: Asked): Promise<void> {
  const { target, rehearsed, manifest, school, student, ring } = asked;
  const { file } = rehearsed;
  const [newest] = target.query("select name from d1_migrations order by id desc limit 1");
  if (newest?.name !== head())
    throw new Error(
      `Cannot restore: ${target.name} is at ${newest?.name}, not ${head()}. Migrate it`,
    );
  const chosen = student
    ? ofStudent(file, student)
    : school
      ? ofSchool(file, school)
      : everything(file);
  const lines =
    student || school
      ? chosen.flatMap((one) => comparedWith(target, one))
      : countedIn(target, chosen);
  console.log(`In ${target.name}:`);
  for (const line of lines) console.log(`  ${line}`);
  if (lines.length === 0) console.log("  nothing differs");
  if (!asked.write) {
    console.log("Nothing was written. With --write it is done.");
    return;
  }
  const what = student ? "student" : school ? "school" : "all";
  const note = noteOf(ring, {
    ...{ backupId: manifest.id, what, id: student ?? school ?? manifest.id },
    schoolId: student ? schoolOf(file, student) : (school ?? "platform"),
  });
  const statements = student
    ? merging(chosen)
    : [
        ...(school ? missingUsers(users(file)) : []),
        ...replacing(chosen, triggersOf(file)),
        ...endingVisits(ring, file, school),
      ];
  await target.write([...statements, note]);
  console.log("Written, with its row in the audit log.");
}

function schoolOf(file: Rehearsed["file"], student: string): string {
  return String(
    file.prepare("select school_id from students where id = ?").get(student)?.school_id,
  );
}

// D1 answers with a hundred columns at most; and each question is a start of wrangler.
const AT_ONCE = 50;

/** How many rows each table has here and in the backup, in a line. */
function countedIn(target: Target, chosen: readonly Chosen[]): string[] {
  const now = new Map<string, number>();
  for (let at = 0; at < chosen.length; at += AT_ONCE) {
    const some = chosen.slice(at, at + AT_ONCE).map(({ table }) => table.name);
    const counts = some.map((name) => `(select count(*) from "${name}") as "${name}"`);
    const [row = {}] = target.query(`select ${counts.join(", ")}`);
    for (const [name, n] of Object.entries(row)) now.set(name, Number(n));
  }
  return chosen.flatMap(({ table: { name }, lines }) =>
    now.get(name) || lines.length
      ? [`${name}: ${now.get(name) ?? 0} rows now, ${lines.length} in the backup`]
      : [],
  );
}

/** What differs between a table of the backup and the target, in a line. */
function comparedWith(target: Target, { table, lines, where }: Chosen): string[] {
  const rows = target.query(pageSql(table, [], null, where).replace(/ limit \?$/, ""));
  const now = new Map(
    rows.map((row) => {
      const line = lineOf(table, row as Read);
      return [keyOf(table, line), line] as const;
    }),
  );
  const keys = new Set(lines.map((line) => keyOf(table, line)));
  const missing = [...keys].filter((key) => !now.has(key)).length;
  const different = lines.filter((line) => {
    const there = now.get(keyOf(table, line));
    return there !== undefined && there !== line;
  }).length;
  const newer = [...now.keys()].filter((key) => !keys.has(key)).length;
  if (missing + different + newer === 0) return [];
  return [`${table.name}: ${missing} missing, ${different} different, ${newer} only here`];
}
