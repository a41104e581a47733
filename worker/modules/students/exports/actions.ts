import { fileWords } from "#web/modules/students/file_words.ts";
import type { Cell } from "#worker/lib/csv.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { everyRow, recordExport } from "#worker/lib/export.ts";
import { dialled, tableFile } from "#worker/lib/table_file.ts";
import { townOf } from "#worker/modules/postal/mod.ts";
import { classesOf } from "../queries.ts";
import type { StudentExport } from "./input.ts";
import { type ExportRow, exportPage } from "./queries.ts";

/** The register as a file, as it is filtered. National ids are not in it. */
export async function exportStudents(ctx: Ctx, asked: StudentExport): Promise<Response> {
  await recordExport(ctx, { action: "students.exported", entity: "student_list", asked });
  const words = fileWords[ctx.actor.locale];
  const rows: Cell[][] = [];
  const { format, ...filters } = asked;
  for await (const row of everyRow(ctx, (page) => exportPage(ctx, { ...filters, ...page })))
    rows.push(cellsOf(row, ctx.actor.locale));
  return tableFile({
    format,
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
