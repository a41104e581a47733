import type { Ctx } from "#worker/lib/ctx.ts";
import type { Paged } from "#worker/lib/list.ts";
import { chunkStarts, chunksQuery, openChunk } from "../chunks/queries.ts";
import type { Import, ImportProblem, ProblemList } from "../input.ts";
import { columnName, masked, positionsOf } from "../mapping/rules.ts";
import { importQuery, known, toImport } from "../queries.ts";
import type { Row } from "../reading/rules.ts";
import { problemsQuery, toProblems } from "./queries.ts";

/** A finding with what stood there and who it is about, as long as the rows are kept. */
export type Opened = ImportProblem & { was?: string; who?: string };

/** A page of findings: where they are, and what stood there as far as it may be shown. */
export async function showProblems(
  ctx: Ctx,
  id: string,
  list: ProblemList,
): Promise<{ row: Import; page: Paged<Opened> }> {
  const [rows, problems, starts] = await ctx.db.batch([
    importQuery(ctx, id),
    problemsQuery(ctx, id, list),
    chunkStarts(ctx, id),
  ]);
  const row = toImport(known(rows));
  const page = toProblems(problems, list);
  if (starts.length === 0) return { row, page };
  const items = await openProblems(ctx, row, { starts, items: page.items });
  return { row, page: { ...page, items } };
}

type Start = { n: number; firstRow: number };
type Some = { starts: readonly Start[]; items: readonly ImportProblem[] };

/** Looks the cells up in the sealed pieces: those that hold these rows, and no others. */
export async function openProblems(
  ctx: Ctx,
  row: Import,
  { starts, items }: Some,
): Promise<Opened[]> {
  const pieceOf = (at: number) => starts.findLast(({ firstRow }) => firstRow <= at)?.n;
  const wanted = [...new Set(items.flatMap((item) => pieceOf(item.row) ?? []))];
  if (wanted.length === 0) return [...items];
  const pieces = await chunksQuery(ctx, row.id, wanted);
  const rows = new Map(
    pieces.flatMap((piece) => openChunk(ctx, row.id, piece)).map((one) => [one.n, one]),
  );
  const names = row.columns.map((_, at) => columnName(row.columns, at));
  return items.map((item) => ({ ...item, ...cellsOf(rows.get(item.row), item, { row, names }) }));
}

function cellsOf(
  found: Row | undefined,
  { column }: ImportProblem,
  { row, names }: { row: Import; names: readonly string[] },
) {
  if (!found) return {};
  const { name, lastName, firstName, nationalId } = positionsOf(row.mapping);
  const cell = (at: number | undefined) => (at === undefined ? "" : (found.cells[at] ?? ""));
  const who = name === undefined ? `${cell(firstName)} ${cell(lastName)}` : cell(name);
  const at = column === "" ? -1 : names.indexOf(column);
  const was = at < 0 ? "" : masked(cell(at), at === nationalId);
  return { was, who: masked(who.trim(), false) };
}
