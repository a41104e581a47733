import { sql } from "drizzle-orm";
import type { BatchResponse } from "drizzle-orm/batch";
import { bookWords } from "#web/modules/invoices/book_words.ts";
import { fill } from "#web/ui/words.ts";
import { diffOf } from "#worker/lib/audit.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { addMonths, dayOf } from "#worker/lib/dates.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { fieldProblem, Problem, refuseFor } from "#worker/lib/problem.ts";
import {
  allocatePayment,
  type OpenInvoice,
  openInvoices,
  reverseAllocations,
  settlingRaises,
} from "#worker/modules/invoices/mod.ts";
import { prepaidLeft, reversal, standingEntries, transfer } from "#worker/modules/ledger/mod.ts";
import { studentQuery, toStudent } from "#worker/modules/students/mod.ts";
import type { Part, PaymentInput } from "./input.ts";
import { getPayment, indexPayment, insertPayment, takenQuery, updatePayment } from "./queries.ts";
import { accountOf, spread, whyNotReverse, wrongParts } from "./rules.ts";

// Months: money that came earlier than claims last is a slip, and belongs into books that are closed.
const OLDEST = 36;

const about = (entityId: string) => ({ entity: "payment", entityId });

/** The student a payment is for, and what she has open, for a page or an action. */
export async function readOpen(ctx: Ctx, studentId: string) {
  return toOpen(await ctx.db.batch(openQueries(ctx, studentId)));
}

const openQueries = (ctx: Ctx, studentId: string) =>
  [studentQuery(ctx, studentId), openInvoices(ctx, studentId)] as const;

const toOpen = ([student, open]: BatchResponse<ReturnType<typeof openQueries>>) => ({
  student: toStudent(student),
  open,
});

/**
 * Registers money that came. What is said to belong to an invoice settles that, otherwise the
 * oldest first; the rest is the student's credit. The id comes with the form.
 */
export async function registerPayment(ctx: Ctx, id: string, input: PaymentInput): Promise<void> {
  const { studentId, amountOre, receivedOn, method, reference, note } = input;
  const [taken, ...answers] = await ctx.db.batch([
    takenQuery(ctx, id),
    ...openQueries(ctx, studentId),
  ]);
  // What the first click did is why the rules would refuse the second.
  if (taken.length > 0) throw new Problem(409, "already_done");
  const { student, open } = toOpen(answers);
  if (receivedOn > dayOf(ctx.now)) throw fieldProblem("receivedOn", "payments.future");
  if (receivedOn < addMonths(dayOf(ctx.now), -OLDEST))
    throw fieldProblem("receivedOn", "payments.long_ago");
  const parts = input.parts ?? spread(amountOre, open, input.first);
  const fields = wrongParts(amountOre, parts, open);
  if (Object.keys(fields).length > 0) throw new Problem(422, "invalid", { fields });
  const creditOre = amountOre - parts.reduce((sum, part) => sum + part.amountOre, 0);
  const row = { id, studentId, receivedOn, method, amountOre, creditOre, reference, note };
  await commit(ctx, {
    ...about(id),
    action: "payments.registered",
    diff: diffOf({}, { studentId, receivedOn, method, amountOre, creditOre }),
    write: [
      insertPayment(ctx, row),
      ...allocatePayment(ctx, id, parts),
      ...book(ctx, row, { parts, open }),
      ...indexPayment(ctx, id, [student.firstName, student.lastName, student.number, reference]),
    ],
    raises: settlingRaises,
    once: true,
  });
}

type Row = Pick<PaymentInput, "studentId" | "receivedOn" | "method"> & {
  id: string;
  creditOre: number;
};

/** What came to the account: against what was owed, and as an advance. */
function book(
  ctx: Ctx,
  { id, studentId, receivedOn, method, creditOre }: Row,
  { parts, open }: { parts: readonly Part[]; open: readonly OpenInvoice[] },
): Statement[] {
  const debit = accountOf(method);
  const about = { studentId, debit, onDate: receivedOn, refKind: "payment", refId: id } as const;
  const numberOf = (invoiceId: string) => open.find((one) => one.id === invoiceId)?.number ?? "";
  const settled = parts.map(({ invoiceId, amountOre }) => {
    const text = fill(bookWords.payment, { number: numberOf(invoiceId) });
    return transfer(ctx, { ...about, credit: "receivable", kind: "payment", amountOre, text });
  });
  const text = bookWords.advance;
  return creditOre === 0
    ? settled
    : [
        ...settled,
        transfer(ctx, {
          ...{ ...about, credit: "prepaid", kind: "prepayment", amountOre: creditOre, text },
        }),
      ];
}

/**
 * Takes a payment back: its invoices are open again and the books have the opposite entries. What
 * had been used of its surplus meanwhile, the student owes.
 */
export async function reversePayment(ctx: Ctx, seen: Seen, reason: string): Promise<void> {
  const payment = await getPayment(ctx, seen.id);
  refuseFor(whyNotReverse(payment));
  const { studentId, creditOre } = payment;
  const entries = await standingEntries(ctx, "payment", seen.id);
  const lacking = sql`max(0, ${creditOre} - ${prepaidLeft(ctx, studentId)})`;
  const reversedOn = dayOf(ctx.now);
  await commit(ctx, {
    ...about(seen.id),
    action: "payments.reversed",
    reason,
    diff: diffOf<{ reversedOn: string | null }>(payment, { reversedOn }),
    write: [
      updatePayment(ctx, seen, { reversedOn, reversedBy: ctx.actor.id, reason }),
      mustChange(ctx),
      reverseAllocations(ctx, seen.id, payment.allocations),
      transfer(ctx, {
        ...{ debit: "receivable", credit: "prepaid", kind: "prepayment", studentId },
        ...{ amountOre: lacking, text: bookWords.shortfall, refKind: "payment_return" },
        refId: seen.id,
      }),
      ...entries.map((entry) => reversal(ctx, entry)),
    ],
    raises: [...settlingRaises, "ledger.already_reversed"],
  });
}
