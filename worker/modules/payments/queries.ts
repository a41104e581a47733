import { and, asc, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import type { List, Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem } from "#worker/lib/problem.ts";
import { findIds, indexWords, inOrder, oneOf } from "#worker/lib/search.ts";
import { allocations, invoices } from "#worker/modules/invoices/mod.ts";
import { students } from "#worker/modules/students/mod.ts";
import { users } from "#worker/modules/users/mod.ts";
import type { Payment, PaymentList, PaymentRow } from "./input.ts";
import { payments } from "./schema.ts";

/** The kind of a payment in the search index. */
const PAYMENT = "payment";

export const mine = (ctx: Ctx) => eq(payments.schoolId, ctx.actor.schoolId);
const itsStudent = and(
  eq(students.schoolId, payments.schoolId),
  eq(students.id, payments.studentId),
);

// Named, never whole rows.
const listed = {
  id: payments.id,
  studentId: payments.studentId,
  student: sql<string>`${students.firstName} || ' ' || ${students.lastName}`,
  receivedOn: payments.receivedOn,
  method: payments.method,
  amountOre: payments.amountOre,
  creditOre: payments.creditOre,
  reference: payments.reference,
  reversedOn: payments.reversedOn,
  version: payments.version,
};
const nameOf = (id: typeof payments.by | typeof payments.reversedBy) =>
  sql<string | null>`(select u.name from ${users} u where u.id = ${id})`;
const whole = {
  ...listed,
  note: payments.note,
  reason: payments.reason,
  at: payments.at,
  by: nameOf(payments.by),
  reversedBy: nameOf(payments.reversedBy),
};

type Filters = Pick<PaymentList, "method" | "state" | "student">;

function filters({ method, state, student }: Filters) {
  return and(
    method && eq(payments.method, method),
    state && isNotNull(payments.reversedOn),
    student ? eq(payments.studentId, student) : undefined,
  );
}

const rows = (ctx: Ctx, where: SQL | undefined) =>
  ctx.db
    .select(listed)
    .from(payments)
    .innerJoin(students, itsStudent)
    .where(and(mine(ctx), where))
    .$dynamic();

/** A page of the payments: one trip, or two with a search. */
export async function listPayments(ctx: Ctx, list: List & Filters): Promise<Paged<PaymentRow>> {
  if (list.q) {
    const fits = sql`exists (select 1 from ${payments} where
      ${and(mine(ctx), sql`${payments.id} = s.id`, filters(list))})`;
    const { ids, after } = await findIds(ctx, PAYMENT, list, fits);
    return { items: inOrder(await rows(ctx, oneOf(payments.id, ids)), ids), after };
  }
  const sorts = { receivedOn: payments.receivedOn };
  const { after, order, limit } = keyset(sorts, payments.id, list);
  const found = await rows(ctx, and(filters(list), after))
    .orderBy(...order)
    .limit(limit);
  return toPage(found, list);
}

/** Whether an earlier click of the same form has made it, for a batch. */
export const takenQuery = (ctx: Ctx, id: string) =>
  ctx.db
    .select({ id: payments.id })
    .from(payments)
    .where(and(mine(ctx), eq(payments.id, id)));

/** A payment of the active school with what it settled. */
export async function getPayment(ctx: Ctx, id: string): Promise<Payment> {
  const [[row], parts] = await ctx.db.batch([
    ctx.db
      .select(whole)
      .from(payments)
      .innerJoin(students, itsStudent)
      .where(and(mine(ctx), eq(payments.id, id))),
    ctx.db
      .select({
        id: allocations.id,
        invoiceId: allocations.invoiceId,
        number: invoices.number,
        amountOre: allocations.amountOre,
        at: allocations.at,
      })
      .from(allocations)
      .innerJoin(
        invoices,
        and(eq(invoices.schoolId, allocations.schoolId), eq(invoices.id, allocations.invoiceId)),
      )
      .where(and(eq(allocations.schoolId, ctx.actor.schoolId), eq(allocations.paymentId, id)))
      .orderBy(asc(allocations.id)),
  ]);
  if (!row) throw new Problem(404, "payments.not_found");
  return { ...row, allocations: parts };
}

// Writes are returned, not sent.

export function insertPayment(
  ctx: Ctx,
  row: Omit<typeof payments.$inferInsert, "schoolId" | "at" | "by">,
): Statement {
  const { schoolId, id: by } = ctx.actor;
  return ctx.db.insert(payments).values({ ...row, schoolId, at: ctx.now, by });
}

/** Writes over the version that was seen; the caller puts mustChange() after it. */
export function updatePayment(
  ctx: Ctx,
  seen: Seen,
  change: { reversedOn: string; reversedBy: string; reason: string },
): Statement {
  return ctx.db
    .update(payments)
    .set({ ...change, version: sql`${payments.version} + 1` })
    .where(and(mine(ctx), eq(payments.id, seen.id), eq(payments.version, seen.version)));
}

/** Found by whose it is and by what the bank said. */
export function indexPayment(ctx: Ctx, id: string, words: readonly (string | number | null)[]) {
  return indexWords(ctx, PAYMENT, { id, text: words.filter((word) => word !== null).join(" ") });
}
