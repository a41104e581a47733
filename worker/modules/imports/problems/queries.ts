import { and, eq, gte, lte, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Paged } from "#worker/lib/list.ts";
import { insertFrom } from "#worker/lib/many.ts";
import { toPage } from "#worker/lib/paged.ts";
import type { ImportProblem, ProblemList } from "../input.ts";
import { importProblems } from "../schema.ts";

const mine = (ctx: Ctx, importId: string) =>
  and(eq(importProblems.schoolId, ctx.actor.schoolId), eq(importProblems.importId, importId));

/** One finding as it is stored: by row and column of the file, never with what stood there. */
export type Found = { row: number; n: number; column: string; code: string; refused: boolean };

/** What was found in a piece: one statement however many. */
export function insertProblems(ctx: Ctx, importId: string, found: readonly Found[]): Statement {
  const rows = found.map((f) => [f.row, f.n, f.column, f.code, f.refused ? 1 : 0]);
  const filling = {
    schoolId: sql`${ctx.actor.schoolId}`,
    importId: sql`${importId}`,
    row: sql`j.value ->> 0`,
    n: sql`j.value ->> 1`,
    column: sql`j.value ->> 2`,
    code: sql`j.value ->> 3`,
    refused: sql`j.value ->> 4`,
  };
  const from = sql`json_each(${JSON.stringify(rows)}) j`;
  return insertFrom(ctx, importProblems, { filling, from });
}

export function deleteProblems(ctx: Ctx, importId: string): Statement {
  return ctx.db.delete(importProblems).where(mine(ctx, importId));
}

/** The rows of a piece that are left out. */
export function refusedRows(ctx: Ctx, importId: string, from: number, to: number) {
  return ctx.db
    .selectDistinct({ row: importProblems.row })
    .from(importProblems)
    .where(
      and(
        mine(ctx, importId),
        eq(importProblems.refused, true),
        gte(importProblems.row, from),
        lte(importProblems.row, to),
      ),
    );
}

const columns = {
  row: importProblems.row,
  n: importProblems.n,
  column: importProblems.column,
  code: importProblems.code,
  refused: importProblems.refused,
};

/** A page of what was found, in the order of the file, for a batch. */
export function problemsQuery(ctx: Ctx, importId: string, list: ProblemList) {
  const [row, n] = list.after ?? [];
  return ctx.db
    .select(columns)
    .from(importProblems)
    .where(
      and(
        mine(ctx, importId),
        list.kind && eq(importProblems.refused, list.kind === "refused"),
        list.code ? eq(importProblems.code, list.code) : undefined,
        list.column === undefined ? undefined : eq(importProblems.column, list.column),
        list.row ? gte(importProblems.row, list.row) : undefined,
        row && n
          ? sql`(${importProblems.row}, ${importProblems.n}) > (${Number(row)}, ${Number(n)})`
          : undefined,
      ),
    )
    .orderBy(importProblems.row, importProblems.n)
    .limit(list.per + 1);
}

type Row = Awaited<ReturnType<typeof problemsQuery>>[number];

export function toProblems(rows: readonly Row[], { per }: ProblemList): Paged<ImportProblem> {
  // The cursor is a row and the place in it; `id` is what a page of a list is cut by.
  const page = toPage(
    rows.map((row) => ({ ...row, id: String(row.n) })),
    { q: "", sort: "row", per },
  );
  const items = page.items.map(({ n, ...item }) => ({ ...item, id: `${item.row}.${n}` }));
  return { ...page, items };
}

/** Everything that was found after a place, for the whole list as a file. */
export async function* allProblems(ctx: Ctx, importId: string, size = 2000) {
  let list: ProblemList = { per: size } as ProblemList;
  for (;;) {
    const page = toProblems(await problemsQuery(ctx, importId, list), list);
    yield page.items;
    const last = page.items.at(-1);
    if (!page.after || !last) return;
    list = { ...list, after: [String(last.row), last.id.split(".")[1] ?? "0"] };
  }
}
