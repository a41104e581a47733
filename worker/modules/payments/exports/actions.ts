import { fileWords } from "#web/modules/payments/file_words.ts";
import type { Cell } from "#worker/lib/csv.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { everyRow, recordExport } from "#worker/lib/export.ts";
import { tableFile } from "#worker/lib/table_file.ts";
import type { PaymentExport, PaymentRow } from "../input.ts";
import { listPayments } from "../queries.ts";

/** The payments as a file, as they are filtered. */
export async function exportPayments(ctx: Ctx, asked: PaymentExport): Promise<Response> {
  await recordExport(ctx, { action: "payments.exported", entity: "payment_list", asked });
  const words = fileWords[ctx.actor.locale];
  const { format, ...filters } = asked;
  const rows: Cell[][] = [];
  for await (const row of everyRow(ctx, (page) => listPayments(ctx, { ...filters, ...page })))
    rows.push(cellsOf(row, words));
  return tableFile({
    format,
    sheet: words.fileName,
    name: `${words.fileName}-${dayOf(ctx.now)}`,
    columns: words.columns,
    rows,
  });
}

function cellsOf(row: PaymentRow, words: (typeof fileWords)["nb"]): Cell[] {
  return [
    row.receivedOn,
    row.student,
    words.methods[row.method],
    row.reference,
    row.amountOre / 100,
    row.creditOre / 100,
    row.reversedOn,
  ];
}
