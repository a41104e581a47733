import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem } from "#worker/lib/problem.ts";
import { ownStudents } from "#worker/modules/contacts/mod.ts";
import type { Invoice, InvoiceRow, OwnList } from "../input.ts";
import { invoiceQueries, mine, toInvoice } from "../queries.ts";
import { rowsQuery, toRow } from "../register/queries.ts";
import { invoices } from "../schema.ts";

/** Of the students whose pages whoever asks may see: herself, and the minors she answers for. */
const whose = (ctx: Ctx): SQL => sql`${invoices.studentId} in (select id from ${ownStudents(ctx)})`;

const issued = sql`${invoices.state} <> 'draft'`;

/** Her invoices and credit notes, newest first. */
export async function listOwn(ctx: Ctx, list: OwnList): Promise<Paged<InvoiceRow>> {
  const { after, order, limit } = keyset({ at: invoices.at }, invoices.id, list);
  const rows = await rowsQuery(ctx)
    .where(and(mine(ctx), whose(ctx), issued, after))
    .orderBy(...order)
    .limit(limit);
  return toPage(
    rows.map((row) => toRow(ctx, row)),
    list,
  );
}

/** One of hers; any other is as unknown to her as a random one. */
export async function getOwn(ctx: Ctx, id: string): Promise<Invoice> {
  const [own, ...answers] = await ctx.db.batch([
    ctx.db
      .select({ id: invoices.id })
      .from(invoices)
      .where(and(mine(ctx), eq(invoices.id, id), whose(ctx), issued)),
    ...invoiceQueries(ctx, id),
  ]);
  if (own.length === 0) throw new Problem(404, "invoices.not_found");
  return toInvoice(ctx, answers);
}
