import { fileWords } from "#web/modules/ledger/file_words.ts";
import type { Cell } from "#worker/lib/csv.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { everyRow, recordExport } from "#worker/lib/export.ts";
import { tableFile } from "#worker/lib/table_file.ts";
import { accounts, type BalanceExport, type JournalExport } from "../input.ts";
import { readBalance, readJournal } from "../journal.ts";

/** The journal as a file, as it is filtered. */
export async function exportJournal(ctx: Ctx, asked: JournalExport): Promise<Response> {
  const { format, ...filters } = asked;
  await recordExport(ctx, { action: "ledger.journal_exported", entity: "ledger", asked });
  const words = fileWords[ctx.actor.locale];
  const rows: Cell[][] = [];
  for await (const row of everyRow(ctx, (page) => readJournal(ctx, { ...filters, ...page })))
    rows.push([
      ...[row.n, row.onDate, accounts[row.debit].standard, words.accounts[row.debit]],
      ...[accounts[row.credit].standard, words.accounts[row.credit], row.amountOre / 100],
      ...[row.student, row.text, words.about[row.refKind] ?? row.refKind, row.refId],
    ]);
  const name = [words.journal, filters.from, filters.to].filter(Boolean).join("-");
  return tableFile({ format, sheet: words.journal, name, columns: words.journalColumns, rows });
}

/** The trial balance as a file. */
export async function exportBalance(ctx: Ctx, asked: BalanceExport): Promise<Response> {
  await recordExport(ctx, { action: "ledger.balance_exported", entity: "ledger", asked });
  const words = fileWords[ctx.actor.locale];
  const { from, to, items, ...sum } = await readBalance(ctx, asked);
  const line = (ore: readonly number[]) => ore.map((one) => one / 100);
  return tableFile({
    format: asked.format,
    sheet: words.balance,
    name: [words.balance, from, to].join("-"),
    columns: words.balanceColumns,
    rows: [
      ...items.map((one): Cell[] => [
        ...[one.standard, words.accounts[one.account]],
        ...line([one.openingOre, one.debitOre, one.creditOre, one.closingOre]),
      ]),
      ["", words.sum, ...line([sum.openingOre, sum.debitOre, sum.creditOre, sum.closingOre])],
    ],
  });
}
