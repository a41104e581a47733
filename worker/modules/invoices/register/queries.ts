import { and, eq, lt, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { List, Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { findIds, inOrder, oneOf } from "#worker/lib/search.ts";
import { students } from "#worker/modules/students/mod.ts";
import type { InvoiceList, InvoiceRow } from "../input.ts";
import { INVOICE, isOverdue, itsStudent, listed, mine } from "../queries.ts";
import { invoices } from "../schema.ts";

const sorts = { at: invoices.at, dueOn: invoices.dueOn };
const columns = { ...listed, buyer: sql<string | null>`${invoices.buyer} ->> 'name'` };

type Filters = Pick<InvoiceList, "state" | "kind" | "student">;

function filters(ctx: Ctx, { state, kind, student }: Filters): SQL | undefined {
  return and(
    state && eq(invoices.state, state === "overdue" ? "open" : state),
    state === "overdue" ? lt(invoices.dueOn, dayOf(ctx.now)) : undefined,
    kind && eq(invoices.kind, kind),
    student ? eq(invoices.studentId, student) : undefined,
  );
}

export const rowsQuery = (ctx: Ctx) =>
  ctx.db.select(columns).from(invoices).innerJoin(students, itsStudent).$dynamic();

type Read = Awaited<ReturnType<typeof rowsQuery>>[number];

export const toRow = (ctx: Ctx, row: Read): InvoiceRow => ({
  ...row,
  overdue: isOverdue(ctx, row),
});

/** What is overdue is read by its day, whatever else was asked: an index of its own. */
const sorted = <L extends List & Filters>(list: L): L =>
  list.state === "overdue" && !list.sort.endsWith("dueOn") ? { ...list, sort: "dueOn" } : list;

/** A page of the invoices: one trip, or two with a search. */
export async function listInvoices(ctx: Ctx, asked: List & Filters): Promise<Paged<InvoiceRow>> {
  const list = sorted(asked);
  if (list.q) {
    const fits = sql`exists (select 1 from ${invoices} where
      ${and(mine(ctx), sql`${invoices.id} = s.id`, filters(ctx, list))})`;
    const { ids, after } = await findIds(ctx, INVOICE, list, fits);
    const found = await rowsQuery(ctx).where(and(mine(ctx), oneOf(invoices.id, ids)));
    return { items: inOrder(found, ids).map((row) => toRow(ctx, row)), after };
  }
  const { after, order, limit } = keyset(sorts, invoices.id, list);
  const rows = await rowsQuery(ctx)
    .where(and(mine(ctx), filters(ctx, list), after))
    .orderBy(...order)
    .limit(limit);
  return toPage(
    rows.map((row) => toRow(ctx, row)),
    list,
  );
}
