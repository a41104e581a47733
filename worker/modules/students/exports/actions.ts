import { fileWords } from "#web/modules/students/file_words.ts";
import { type Diff, diffOf } from "#worker/lib/audit.ts";
import { commit } from "#worker/lib/commit.ts";
import { BOM, type Cell, csvRows } from "#worker/lib/csv.ts";
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
  const name = `${words.fileName}-${dayOf(ctx.now)}`;
  if (list.format === "csv")
    return file(`${BOM}${csvRows([words.columns, ...rows])}`, {
      type: "text/csv; charset=utf-8",
      name: `${name}.csv`,
    });
  const workbook = await toXlsx({ name: words.fileName, headings: words.columns, rows });
  return file(workbook, {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    name: `${name}.xlsx`,
  });
}

const file = (body: BodyInit, { type, name }: { type: string; name: string }) =>
  new Response(body, {
    headers: { "content-type": type, "content-disposition": `attachment; filename="${name}"` },
  });

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

// A leading + would read as a formula: Norwegian numbers do without, others begin with 00.
const dialled = (phone: string | null) =>
  phone === null ? null : phone.replace(/^\+47/, "").replace(/^\+/, "00");
