import { fileWords } from "#web/modules/ledger/file_words.ts";
import { diffOf } from "#worker/lib/audit.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Cell } from "#worker/lib/csv.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { take } from "#worker/lib/limits.ts";
import { Cursor } from "#worker/lib/list.ts";
import { tableFile } from "#worker/lib/table_file.ts";
import { accounts, type BalanceExport, type JournalExport, type JournalList } from "../input.ts";
import { readBalance, readJournal } from "../journal.ts";

/** Rows of a read: more than a screen shows, few enough for one answer of the database. */
const PAGE = 500;

/** The journal as a file, as it is filtered; on record before anything of it is sent. */
export async function exportJournal(ctx: Ctx, list: JournalExport): Promise<Response> {
  const { format, ...filters } = list;
  await record(ctx, "ledger.journal_exported", list);
  const words = fileWords[ctx.actor.locale];
  const rows: Cell[][] = [];
  let after: string | null | undefined;
  do {
    const place: JournalList["after"] = after ? Cursor.parse(after) : undefined;
    const page = await readJournal(ctx, { ...filters, per: PAGE, after: place });
    for (const row of page.items)
      rows.push([
        ...[row.n, row.onDate, accounts[row.debit].standard, words.accounts[row.debit]],
        ...[accounts[row.credit].standard, words.accounts[row.credit], row.amountOre / 100],
        ...[row.student, row.text, words.about[row.refKind] ?? row.refKind, row.refId],
      ]);
    after = page.after;
  } while (after);
  const name = [words.journal, filters.from, filters.to].filter(Boolean).join("-");
  return tableFile({ format, sheet: words.journal, name, columns: words.journalColumns, rows });
}

/** The trial balance as a file. */
export async function exportBalance(ctx: Ctx, asked: BalanceExport): Promise<Response> {
  await record(ctx, "ledger.balance_exported", asked);
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

async function record(ctx: Ctx, action: `ledger.${string}`, asked: object): Promise<void> {
  await take(ctx, "export.actor", ctx.actor.id);
  await commit(ctx, {
    ...{ action, entity: "ledger", entityId: ctx.actor.schoolId },
    diff: diffOf<object>({}, asked),
    write: [],
  });
}
