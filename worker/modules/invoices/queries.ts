import { and, asc, eq, sql } from "drizzle-orm";
import type { BatchResponse } from "drizzle-orm/batch";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { fromJson, insertFrom } from "#worker/lib/many.ts";
import { Problem } from "#worker/lib/problem.ts";
import { students } from "#worker/modules/students/mod.ts";
import type { Invoice, InvoiceLine } from "./input.ts";
import { allocations, invoiceLines, invoices } from "./schema.ts";

/** The kind of an invoice in the search index. */
export const INVOICE = "invoice";

export const mine = (ctx: Ctx) => eq(invoices.schoolId, ctx.actor.schoolId);
export const itsStudent = and(
  eq(students.schoolId, invoices.schoolId),
  eq(students.id, invoices.studentId),
);
export const studentName = sql<string>`${students.firstName} || ' ' || ${students.lastName}`;

// Named, never whole rows.
export const listed = {
  id: invoices.id,
  kind: invoices.kind,
  state: invoices.state,
  number: invoices.number,
  studentId: invoices.studentId,
  student: studentName,
  at: invoices.at,
  issuedOn: invoices.issuedOn,
  dueOn: invoices.dueOn,
  grossOre: invoices.grossOre,
  openOre: invoices.openOre,
  version: invoices.version,
};

const whole = {
  ...listed,
  kid: invoices.kid,
  payerId: invoices.payerId,
  note: invoices.note,
  seller: invoices.seller,
  buyer: invoices.buyer,
  vat: invoices.vat,
  netOre: invoices.netOre,
  vatOre: invoices.vatOre,
  prepaidOre: invoices.prepaidOre,
  creditsId: invoices.creditsId,
  creditsNumber: sql<number | null>`(select o.number from invoices o
    where o.school_id = ${invoices.schoolId} and o.id = ${invoices.creditsId})`,
  reason: invoices.reason,
  mailedAt: invoices.mailedAt,
};

const line = {
  id: invoiceLines.id,
  chargeId: invoiceLines.chargeId,
  text: invoiceLines.text,
  onDate: invoiceLines.onDate,
  quantity: invoiceLines.quantity,
  vatCode: invoiceLines.vatCode,
  rate: invoiceLines.rate,
  netOre: invoiceLines.netOre,
  vatOre: invoiceLines.vatOre,
  grossOre: invoiceLines.grossOre,
  prepaidOre: invoiceLines.prepaidOre,
  credited: sql<boolean>`exists (select 1 from invoice_lines c where
    c.school_id = "invoice_lines"."school_id" and c.credits_line_id = "invoice_lines"."id")`.mapWith(
    Boolean,
  ),
};

/** Everything of one document, for a batch; `toInvoice` makes it of the four answers. */
export function invoiceQueries(ctx: Ctx, id: string) {
  const { schoolId } = ctx.actor;
  return [
    ctx.db
      .select(whole)
      .from(invoices)
      .innerJoin(students, itsStudent)
      .where(and(mine(ctx), eq(invoices.id, id))),
    ctx.db
      .select(line)
      .from(invoiceLines)
      .where(and(eq(invoiceLines.schoolId, schoolId), eq(invoiceLines.invoiceId, id)))
      .orderBy(asc(invoiceLines.n)),
    ctx.db
      .select({
        id: allocations.id,
        source: allocations.source,
        paymentId: allocations.paymentId,
        creditNoteId: allocations.creditNoteId,
        amountOre: allocations.amountOre,
        at: allocations.at,
      })
      .from(allocations)
      .where(and(eq(allocations.schoolId, schoolId), eq(allocations.invoiceId, id)))
      .orderBy(asc(allocations.id))
      .limit(200),
    ctx.db
      .select({ id: invoices.id, number: invoices.number, grossOre: invoices.grossOre })
      .from(invoices)
      .where(and(mine(ctx), eq(invoices.creditsId, id)))
      .orderBy(asc(invoices.number)),
  ] as const;
}

type Answers = BatchResponse<ReturnType<typeof invoiceQueries>>;

/** The document of the answers; a foreign id is as unknown as a random one. */
export function toInvoice(ctx: Ctx, [rows, lines, settlements, creditNotes]: Answers): Invoice {
  const [row] = rows;
  if (!row) throw new Problem(404, "invoices.not_found");
  return { ...row, overdue: isOverdue(ctx, row), lines, settlements, creditNotes };
}

/** Whether an earlier click of the same form has made it, for a batch; `refuseTwice` reads it. */
export const takenQuery = (ctx: Ctx, id: string) =>
  ctx.db
    .select({ id: invoices.id })
    .from(invoices)
    .where(and(mine(ctx), eq(invoices.id, id)));

/** Stops before the rules do: what the first click did is why they would refuse the second. */
export function refuseTwice(rows: readonly unknown[]): void {
  if (rows.length > 0) throw new Problem(409, "already_done");
}

export async function getInvoice(ctx: Ctx, id: string): Promise<Invoice> {
  return toInvoice(ctx, await ctx.db.batch(invoiceQueries(ctx, id)));
}

export const isOverdue = (ctx: Ctx, row: Pick<Invoice, "state" | "dueOn">) =>
  row.state === "open" && row.dueOn < dayOf(ctx.now);

// Writes are returned, not sent: commit() sends them in one batch with their audit row.

export type NewLine = Omit<InvoiceLine, "id" | "credited"> & {
  id: string;
  creditsLineId?: string;
};

/** The lines of a document: one statement, however many. */
export function insertLines(ctx: Ctx, invoiceId: string, lines: readonly NewLine[]): Statement {
  const { schoolId } = ctx.actor;
  return insertFrom(ctx, invoiceLines, {
    filling: {
      schoolId: sql`${schoolId}`,
      id: fromJson("id"),
      invoiceId: sql`${invoiceId}`,
      n: sql`j.key + 1`,
      chargeId: fromJson("chargeId"),
      creditsLineId: fromJson("creditsLineId"),
      text: fromJson("text"),
      onDate: fromJson("onDate"),
      quantity: fromJson("quantity"),
      vatCode: fromJson("vatCode"),
      rate: fromJson("rate"),
      netOre: fromJson("netOre"),
      vatOre: fromJson("vatOre"),
      grossOre: fromJson("grossOre"),
      prepaidOre: fromJson("prepaidOre"),
    },
    from: sql`json_each(${JSON.stringify(lines)}) j`,
  });
}

export function deleteLines(ctx: Ctx, invoiceId: string): Statement {
  return ctx.db
    .delete(invoiceLines)
    .where(
      and(eq(invoiceLines.schoolId, ctx.actor.schoolId), eq(invoiceLines.invoiceId, invoiceId)),
    );
}

export function insertInvoice(
  ctx: Ctx,
  row: Omit<typeof invoices.$inferInsert, "schoolId" | "at" | "madeBy">,
): Statement {
  const { schoolId, id: madeBy } = ctx.actor;
  return ctx.db.insert(invoices).values({ ...row, schoolId, at: ctx.now, madeBy });
}

type Change = Partial<Omit<typeof invoices.$inferInsert, "schoolId" | "id" | "version">>;

/** Writes over the version that was seen; the caller puts mustChange() after it. */
export function updateInvoice(ctx: Ctx, seen: Seen, change: Change): Statement {
  return ctx.db
    .update(invoices)
    .set({ ...change, version: sql`${invoices.version} + 1` })
    .where(and(mine(ctx), eq(invoices.id, seen.id), eq(invoices.version, seen.version)));
}

export function deleteInvoice(ctx: Ctx, seen: Seen): Statement {
  return ctx.db
    .delete(invoices)
    .where(and(mine(ctx), eq(invoices.id, seen.id), eq(invoices.version, seen.version)));
}
