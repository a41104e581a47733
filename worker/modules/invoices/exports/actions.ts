import { fileWords } from "#web/modules/invoices/file_words.ts";
import { diffOf } from "#worker/lib/audit.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Cell } from "#worker/lib/csv.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { take } from "#worker/lib/limits.ts";
import { Cursor } from "#worker/lib/list.ts";
import { tableFile } from "#worker/lib/table_file.ts";
import type { InvoiceExport, InvoiceRow } from "../input.ts";
import { listInvoices } from "../register/queries.ts";

/** Rows of a read: more than a screen shows, few enough for one answer of the database. */
const PAGE = 500;

/** The invoices as a file, as they are filtered; on record before anything of it is sent. */
export async function exportInvoices(ctx: Ctx, list: InvoiceExport): Promise<Response> {
  await take(ctx, "export.actor", ctx.actor.id);
  await commit(ctx, {
    action: "invoices.exported",
    entity: "invoice_list",
    entityId: ctx.actor.schoolId,
    diff: diffOf<InvoiceExport>({}, list),
    write: [],
  });
  const words = fileWords[ctx.actor.locale];
  const { format, ...filters } = list;
  const rows: Cell[][] = [];
  let after: string | null | undefined;
  do {
    const place = after ? Cursor.parse(after) : undefined;
    const page = await listInvoices(ctx, { ...filters, per: PAGE, after: place });
    for (const row of page.items) rows.push(cellsOf(row, words));
    after = page.after;
  } while (after);
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
