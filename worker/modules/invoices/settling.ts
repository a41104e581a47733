import { and, asc, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { fromJson, insertFrom } from "#worker/lib/many.ts";
import { prepaidLeft, transfer } from "#worker/modules/ledger/mod.ts";
import type { AllocationSource } from "./input.ts";
import { mine } from "./queries.ts";
import { allocations, invoices } from "./schema.ts";

/** The refusals that the writes here may meet in the database. */
export const settlingRaises = ["payments.over_allocated", "ledger.prepaid_short"] as const;

const MOST = 50;

/** What a student has open, the one that is due first before the others, for a batch. */
export const openInvoices = (ctx: Ctx, studentId: string) =>
  ctx.db
    .select({
      id: invoices.id,
      number: invoices.number,
      kid: invoices.kid,
      dueOn: invoices.dueOn,
      grossOre: invoices.grossOre,
      openOre: invoices.openOre,
    })
    .from(invoices)
    .where(and(mine(ctx), eq(invoices.studentId, studentId), sql`${invoices.state} = 'open'`))
    .orderBy(asc(invoices.dueOn), asc(invoices.id))
    .limit(MOST);

export type OpenInvoice = Awaited<ReturnType<typeof openInvoices>>[number];

/** The parts of a payment, each on its invoice. More than is open aborts the batch. */
export function allocatePayment(
  ctx: Ctx,
  paymentId: string,
  parts: readonly { invoiceId: string; amountOre: number }[],
): Statement[] {
  if (parts.length === 0) return [];
  const { schoolId, id: by } = ctx.actor;
  const json = JSON.stringify(parts.map((part) => ({ id: uuidv7(), ...part })));
  const filling = {
    schoolId: sql`${schoolId}`,
    id: fromJson("id"),
    invoiceId: fromJson("invoiceId"),
    source: sql`'payment'`,
    paymentId: sql`${paymentId}`,
    creditNoteId: null,
    amountOre: fromJson("amountOre"),
    reversesId: null,
    at: sql`${ctx.now}`,
    by: sql`${by}`,
  };
  return [insertFrom(ctx, allocations, { filling, from: sql`json_each(${json}) j` })];
}

/** Takes parts of a payment off their invoices again; each once. */
export function reverseAllocations(
  ctx: Ctx,
  paymentId: string,
  parts: readonly { id: string }[],
): Statement {
  const { schoolId, id: by } = ctx.actor;
  const json = JSON.stringify(parts.map((part) => ({ id: uuidv7(), of: part.id })));
  return insertFrom(ctx, allocations, {
    filling: {
      schoolId: sql`a.school_id`,
      id: fromJson("id"),
      invoiceId: sql`a.invoice_id`,
      source: sql`a.source`,
      paymentId: sql`a.payment_id`,
      creditNoteId: null,
      amountOre: sql`-a.amount_ore`,
      reversesId: sql`a.id`,
      at: sql`${ctx.now}`,
      by: sql`${by}`,
    },
    from: sql`json_each(${json}) j join allocations a on a.school_id = ${schoolId}
      and a.id = ${fromJson("of")} and a.payment_id = ${paymentId} and a.reverses_id is null`,
  });
}

type Part = {
  invoiceId: string;
  studentId: string;
  source: Exclude<AllocationSource, "payment">;
  creditNoteId?: string;
  /** At most this much; the batch itself finds out how much there is. */
  most?: number;
};

/** Settles what is open of an invoice, as far as it goes; `id` names the row that says how much. */
function settle(ctx: Ctx, id: string, part: Part): Statement {
  const { schoolId, id: by } = ctx.actor;
  const open = sql`(select open_ore from invoices
    where school_id = ${schoolId} and id = ${part.invoiceId})`;
  const most = part.source === "credit" ? prepaidLeft(ctx, part.studentId) : sql`${part.most ?? 0}`;
  return insertFrom(ctx, allocations, {
    filling: {
      schoolId: sql`${schoolId}`,
      id: sql`${id}`,
      invoiceId: sql`${part.invoiceId}`,
      source: sql`${part.source}`,
      paymentId: null,
      creditNoteId: sql`${part.creditNoteId ?? null}`,
      amountOre: sql`x.amount`,
      reversesId: null,
      at: sql`${ctx.now}`,
      by: sql`${by}`,
    },
    from: sql`(select cast(min(${open}, ${most}) as integer) as amount) x where x.amount > 0`,
  });
}

const settledBy = (ctx: Ctx, id: string) =>
  sql<number>`coalesce((select amount_ore from allocations
    where school_id = ${ctx.actor.schoolId} and id = ${id}), 0)`;

type Of = { invoiceId: string; studentId: string; text: string };

/** Pays an invoice out of the student's credit, as far as that goes. */
export function useCredit(ctx: Ctx, { invoiceId, studentId, text }: Of): Statement[] {
  const id = uuidv7();
  return [
    settle(ctx, id, { invoiceId, studentId, source: "credit" }),
    transfer(ctx, {
      ...{ debit: "prepaid", credit: "receivable", kind: "prepaid_use" },
      ...{ amountOre: settledBy(ctx, id), studentId, text, refKind: "invoice", refId: invoiceId },
    }),
  ];
}

type Note = Of & { creditNoteId: string; amountOre: number };

/**
 * Takes an amount off an invoice by a credit note. What was paid of it already is the student's
 * credit from now on.
 */
export function creditInvoice(ctx: Ctx, note: Note): Statement[] {
  const { invoiceId, studentId, creditNoteId, amountOre, text } = note;
  const id = uuidv7();
  if (amountOre === 0) return [];
  return [
    settle(ctx, id, { invoiceId, studentId, source: "credit_note", creditNoteId, most: amountOre }),
    transfer(ctx, {
      ...{ debit: "receivable", credit: "prepaid", kind: "prepayment", studentId, text },
      ...{ amountOre: sql`${amountOre} - ${settledBy(ctx, id)}` },
      ...{ refKind: "invoice", refId: creditNoteId },
    }),
  ];
}
