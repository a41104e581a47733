import { fileWords } from "#web/modules/invoices/file_words.ts";
import type { Cell } from "#worker/lib/csv.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { everyRow, recordExport } from "#worker/lib/export.ts";
import { tableFile } from "#worker/lib/table_file.ts";
import type { InvoiceExport, InvoiceRow } from "../input.ts";
import { listInvoices } from "../register/queries.ts";

/** The invoices as a file, as they are filtered. */
export async function exportInvoices(ctx: Ctx, asked: InvoiceExport): Promise<Response> {
  await recordExport(ctx, { action: "invoices.exported", entity: "invoice_list", asked });
  const words = fileWords[ctx.actor.locale];
  const { format, ...filters } = asked;
  const rows: Cell[][] = [];
  for await (const row of everyRow(ctx, (page) => listInvoices(ctx, { ...filters, ...page })))
    rows.push(cellsOf(row, words));
  return tableFile({
    format,
    sheet: words.fileName,
    name: `${words.fileName}-${dayOf(ctx.now)}`,
    columns: words.columns,
    rows,
  });
}

function cellsOf(row: InvoiceRow, words: (typeof fileWords)["nb"]): Cell[] {
  return [
    row.number,
    words.kinds[row.kind],
    words.states[row.overdue ? "overdue" : row.state],
    row.student,
    row.buyer,
    row.issuedOn,
    row.kind === "invoice" ? row.dueOn : null,
    row.grossOre / 100,
    row.openOre / 100,
  ];
}
