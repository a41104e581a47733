import { fileWords } from "#web/modules/payments/file_words.ts";
import { diffOf } from "#worker/lib/audit.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Cell } from "#worker/lib/csv.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { take } from "#worker/lib/limits.ts";
import { Cursor } from "#worker/lib/list.ts";
import { tableFile } from "#worker/lib/table_file.ts";
import type { PaymentExport, PaymentRow } from "../input.ts";
import { listPayments } from "../queries.ts";

/** Rows of a read: more than a screen shows, few enough for one answer of the database. */
const PAGE = 500;

/** The payments as a file, as they are filtered; on record before anything of it is sent. */
export async function exportPayments(ctx: Ctx, list: PaymentExport): Promise<Response> {
  await take(ctx, "export.actor", ctx.actor.id);
  await commit(ctx, {
    action: "payments.exported",
    entity: "payment_list",
    entityId: ctx.actor.schoolId,
    diff: diffOf<PaymentExport>({}, list),
    write: [],
  });
  const words = fileWords[ctx.actor.locale];
  const { format, ...filters } = list;
  const rows: Cell[][] = [];
  let after: string | null | undefined;
  do {
    const place = after ? Cursor.parse(after) : undefined;
    const page = await listPayments(ctx, { ...filters, per: PAGE, after: place });
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
