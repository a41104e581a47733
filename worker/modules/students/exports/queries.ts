import type { Ctx } from "#worker/lib/ctx.ts";
import type { Paged } from "#worker/lib/list.ts";
import { inOrder } from "#worker/lib/search.ts";
import type { StudentList } from "../register/input.ts";
import { findStudents, registerPage, rowsOf, toRegister } from "../register/queries.ts";

export type ExportRow = Awaited<ReturnType<typeof rowsOf>>[number];

/** A page of the list as it is filtered, with all that a file says of each student. */
export async function exportPage(ctx: Ctx, list: StudentList): Promise<Paged<ExportRow>> {
  if (list.q) {
    const { ids, after } = await findStudents(ctx, list);
    return { items: inOrder(await rowsOf(ctx, ids), ids), after };
  }
  const rows: ExportRow[] = await registerPage(ctx, list);
  return { items: rows.slice(0, list.per), after: toRegister(rows, list).after };
}
