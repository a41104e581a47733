import { fileWords } from "#web/modules/students/file_words.ts";
import { type Diff, diffOf } from "#worker/lib/audit.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Cell } from "#worker/lib/csv.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { take } from "#worker/lib/limits.ts";
import { dialled, tableFile } from "#worker/lib/table_file.ts";
import { townOf } from "#worker/modules/postal/mod.ts";
import { classesOf } from "../queries.ts";
import type { StudentExport } from "./input.ts";
import { allRows, type ExportRow } from "./queries.ts";

/**
 * The register as a file, as it is filtered. National ids are not in it. Nothing of it is sent
 * before the audit row is safe: whoever takes the register out of the house is on record.
 */
export async function exportStudents(ctx: Ctx, list: StudentExport): Promise<Response> {
  await take(ctx, "export.actor", ctx.actor.id);
  await commit(ctx, {
    action: "students.exported",
    entity: "student_list",
    entityId: ctx.actor.schoolId,
    diff: diffOf<StudentExport>({}, list) satisfies Diff,
    write: [],
  });
  const words = fileWords[ctx.actor.locale];
  const rows: Cell[][] = [];
  for await (const page of allRows(ctx, list))
    for (const row of page) rows.push(cellsOf(row, ctx.actor.locale));
  return tableFile({
    format: list.format,
    sheet: words.fileName,
    name: `${words.fileName}-${dayOf(ctx.now)}`,
    columns: words.columns,
    rows,
  });
}

function cellsOf(row: ExportRow, locale: "nb" | "en"): Cell[] {
  const { status, automatic } = fileWords[locale];
  const { classes, automaticOnly } = classesOf(row.pairs);
  const named = classes.map((code) =>
    automaticOnly.includes(code) ? `${code} (${automatic})` : code,
  );
  return [
    row.number,
    row.lastName,
    row.firstName,
    row.birthDate,
    status[row.status],
    named.join(", "),
    row.instructor ?? row.instructorText,
    row.branch,
    dialled(row.phone),
    row.email,
    row.address,
    row.postalCode,
    townOf(row.postalCode) ?? null,
    row.startedOn,
  ];
}
