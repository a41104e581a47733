import { headings } from "#web/modules/imports/file_words.ts";
import { problemText } from "#web/words.ts";
import { BOM, type Cell, csvRows } from "#worker/lib/csv.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { take } from "#worker/lib/limits.ts";
import { chunkStarts } from "../chunks/queries.ts";
import { getImport } from "../queries.ts";
import { type Opened, openProblems } from "./actions.ts";
import { allProblems } from "./queries.ts";

/** Every finding as a CSV that spreadsheets open as it is, and run nothing of. */
export async function problemsFile(ctx: Ctx, id: string): Promise<Response> {
  const row = await getImport(ctx, id);
  await take(ctx, "export.actor", ctx.actor.id);
  const starts = await chunkStarts(ctx, id);
  const { locale } = ctx.actor;
  const words = headings[locale];
  const lines = (problems: readonly Opened[]) =>
    problems.map(({ row: n, column, code, refused, was, who }): Cell[] => [
      n,
      column || words.wholeRow,
      problemText(locale, code),
      refused ? words.refused : words.repaired,
      was ?? "",
      who ?? "",
    ]);
  const text = [BOM, csvRows([words.columns])];
  for await (const items of allProblems(ctx, id)) {
    if (items.length === 0) continue;
    text.push(csvRows(lines(await openProblems(ctx, row, { starts, items }))));
  }
  return new Response(text.join(""), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${words.fileName}.csv"`,
    },
  });
}
