import { bookWords } from "#web/modules/invoices/book_words.ts";
import { diffOf } from "#worker/lib/audit.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { addDays, dayOf } from "#worker/lib/dates.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { fieldProblem, Problem, refuseFor } from "#worker/lib/problem.ts";
import { markInvoiced } from "#worker/modules/charges/mod.ts";
import { transfer } from "#worker/modules/ledger/mod.ts";
import { townOf } from "#worker/modules/postal/mod.ts";
import { about } from "../drafts/actions.ts";
import {
  hasChanged,
  type StudentOpen,
  studentOpenQueries,
  toStudentOpen,
} from "../drafts/queries.ts";
import type { Buyer, Issue, Seller } from "../input.ts";
import { getInvoice, updateInvoice } from "../queries.ts";
import { type Totals, totalsOf, whyNotIssue } from "../rules.ts";
import { settlingRaises, useCredit } from "../settling.ts";
import {
  indexNumber,
  sellerQueries,
  takeNumber,
  takenKid,
  takenNumber,
  toSeller,
} from "./queries.ts";

/** Who buys: the payer, or the student herself. */
export function buyerOf({ student, contacts }: StudentOpen, payerId: string | null): Buyer {
  const payer = contacts.find(({ id }) => id === payerId);
  const { address, postalCode, email } = payer ?? student;
  const studentName = `${student.firstName} ${student.lastName}`;
  return {
    name: payer?.name ?? studentName,
    orgnr: payer?.orgnr ?? null,
    ...{ address, postalCode, email, town: townOf(postalCode) ?? null },
    ...{ studentName, studentNumber: student.number },
  };
}

/**
 * Issues a draft: its number, the facts of both parties, and what it means for the books, all in
 * one batch. A batch that fails has taken no number.
 */
export async function issueInvoice(ctx: Ctx, seen: Seen, how: Issue): Promise<void> {
  const draft = await getInvoice(ctx, seen.id);
  if (draft.version !== seen.version) throw new Problem(412, "stale");
  const { studentId, payerId, lines } = draft;
  const [student, open, linked, due, school, settings] = await ctx.db.batch([
    ...studentOpenQueries(ctx, studentId),
    ...sellerQueries(ctx),
  ]);
  const facts = toStudentOpen(ctx, [student, open, linked, due]);
  const { seller, days, start } = toSeller([school, settings]);
  const buyer = buyerOf(facts, payerId);
  const changed = hasChanged(draft, facts.open);
  const totals = totalsOf(lines);
  const toPayOre = totals.grossOre - totals.prepaidOre;
  refuseFor(whyNotIssue({ state: draft.state, changed, seller, buyer, toPayOre }));
  const today = dayOf(ctx.now);
  const dueOn = how.dueOn ?? addDays(today, days);
  if (dueOn < today) throw fieldProblem("dueOn", "invoices.due_past");
  const ids = lines.map(({ chargeId }) => chargeId);
  if (how.mail && !buyer.email) throw fieldProblem("mail", "invoices.no_email");
  await commit(ctx, {
    ...about(seen.id),
    action: "invoices.issued",
    diff: diffOf({}, { grossOre: totals.grossOre, dueOn, payerId }),
    write: [
      ...takeNumber(ctx, start),
      ...markInvoiced(ctx, ids, seen.id),
      writeIssue(ctx, seen, { totals, dueOn, seller, buyer, kid: true }),
      mustChange(ctx),
      indexNumber(ctx, seen.id),
      ...bookRounding(ctx, { id: seen.id, studentId }, totals.roundingOre),
      ...(how.useCredit
        ? useCredit(ctx, { invoiceId: seen.id, studentId, text: bookWords.credit_used })
        : []),
    ],
    // Its letter names the number, which nobody knows before the batch is through.
    tell: how.mail ? [{ topic: "invoices.issued", subjectId: seen.id }] : [],
    raises: settlingRaises,
  });
}

type Issued = {
  totals: Totals;
  dueOn: string;
  seller: Seller;
  buyer: Buyer;
  kid: boolean;
};

/** The one statement that makes a draft a document for good. */
export function writeIssue(ctx: Ctx, seen: Seen, issued: Issued): Statement {
  const { totals, dueOn, seller, buyer, kid } = issued;
  const { roundingOre, ...sums } = totals;
  const openOre = kid ? sums.grossOre - sums.prepaidOre : 0;
  return updateInvoice(ctx, seen, {
    ...sums,
    ...{ dueOn, seller, buyer, openOre, at: ctx.now, issuedOn: dayOf(ctx.now) },
    state: openOre > 0 ? "open" : "settled",
    number: takenNumber(ctx) as unknown as number,
    ...(kid ? { kid: takenKid(ctx) as unknown as string } : {}),
    issuedBy: ctx.actor.id,
  });
}

/** Moves the øre by which the VAT of the sums differs from that of the lines. */
export function bookRounding(
  ctx: Ctx,
  { id, studentId }: { id: string; studentId: string },
  ore: number,
): Statement[] {
  if (ore === 0) return [];
  const way =
    ore > 0
      ? ({ debit: "revenue_25", credit: "vat_out_25" } as const)
      : ({ debit: "vat_out_25", credit: "revenue_25" } as const);
  const about = { studentId, refKind: "invoice", refId: id, text: bookWords.rounding };
  return [transfer(ctx, { ...way, ...about, amountOre: Math.abs(ore), kind: "rounding" })];
}
