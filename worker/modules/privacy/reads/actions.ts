import { fileWords } from "#web/modules/privacy/reads/words.ts";
import { actionText } from "#web/words.ts";
import type { Cell } from "#worker/lib/csv.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { everyRow, recordExport } from "#worker/lib/export.ts";
import { tableFile } from "#worker/lib/table_file.ts";
import type { ReadExport } from "./input.ts";
import { listReads } from "./queries.ts";

/** Who has seen what, as a file, as it is filtered. That it was taken out stands in it next time. */
export async function exportReads(ctx: Ctx, asked: ReadExport): Promise<Response> {
  await recordExport(ctx, { action: "privacy.reads_exported", entity: "read_list", asked });
  const { locale } = ctx.actor;
  const words = fileWords[locale];
  const { format, ...filters } = asked;
  const rows: Cell[][] = [];
  for await (const row of everyRow(ctx, (page) => listReads(ctx, { ...filters, ...page })))
    rows.push([row.at, row.who, actionText(locale, row.action), row.student, row.network]);
  const { fileName, columns } = words;
  return tableFile({
    ...{ format, sheet: fileName, name: `${fileName}-${dayOf(ctx.now)}`, columns, rows },
  });
}
