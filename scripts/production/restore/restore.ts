import type { Manifest } from "#worker/modules/backups/format/manifest.ts";
import { keyOf, lineOf, pageSql, type Read } from "#worker/modules/backups/format/rows.ts";
import { type Chosen, everything, ofSchool, ofStudent, users } from "./chosen.ts";
import { head, type Rehearsed } from "./scratch.ts";
import { triggersOf } from "./tables.ts";
import type { Target } from "./target.ts";
import { merging, missingUsers, noteOf, replacing } from "./writing.ts";

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
  const lines = chosen.map((one) => comparedWith(target, one, Boolean(student ?? school)));
  console.log(`In ${target.name}:`);
  for (const line of lines.flat()) console.log(`  ${line}`);
  if (lines.flat().length === 0) console.log("  nothing differs");
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
    : [...(school ? missingUsers(users(file)) : []), ...replacing(chosen, triggersOf(file))];
  await target.write([...statements, note]);
  console.log("Written, with its row in the audit log.");
}

function schoolOf(file: Rehearsed["file"], student: string): string {
  return String(
    file.prepare("select school_id from students where id = ?").get(student)?.school_id,
  );
}

/** What differs between a table of the backup and the target, in a line; of everything, the counts. */
function comparedWith(target: Target, { table, lines, where }: Chosen, exact: boolean): string[] {
  if (!exact) {
    const [there] = target.query(`select count(*) as n from "${table.name}"`);
    const now = Number(there?.n ?? 0);
    return now === 0 && lines.length === 0
      ? []
      : [`${table.name}: ${now} rows now, ${lines.length} in the backup`];
  }
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
