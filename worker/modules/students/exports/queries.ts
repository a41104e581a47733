import type { Ctx } from "#worker/lib/ctx.ts";
import { inOrder } from "#worker/lib/search.ts";
import type { StudentList } from "../register/input.ts";
import {
  decodeCursor,
  findStudents,
  registerPage,
  rowsOf,
  toRegister,
} from "../register/queries.ts";
import type { StudentExport } from "./input.ts";

/** Rows of a page of the export: more than a screen shows, few enough for one answer of D1. */
const PAGE = 500;

export type ExportRow = Awaited<ReturnType<typeof rowsOf>>[number];

/** The whole list as it is filtered, a page of keyset reads at a time. */
export async function* allRows(ctx: Ctx, { format, ...filters }: StudentExport) {
  let after: string | null = "";
  while (after !== null) {
    const list: StudentList = { ...filters, per: PAGE, after: decodeCursor(after) };
    if (list.q) {
      const found = await findStudents(ctx, list);
      const rows: ExportRow[] = inOrder(await rowsOf(ctx, found.ids), found.ids);
      yield rows;
      after = found.after;
    } else {
      const rows: ExportRow[] = await registerPage(ctx, list);
      yield rows.slice(0, PAGE);
      after = toRegister(rows, list).after;
    }
  }
}
