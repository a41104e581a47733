import { uuidv7 } from "uuidv7";
import { bookWords } from "#web/modules/invoices/book_words.ts";
import { diffOf } from "#worker/lib/audit.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { fieldProblem, refuseFor } from "#worker/lib/problem.ts";
import { indexWords } from "#worker/lib/search.ts";
import { markCredited } from "#worker/modules/charges/mod.ts";
import { about } from "../drafts/actions.ts";
import type { Buyer, CreditInput } from "../input.ts";
import { bookRounding, writeIssue } from "../issue/actions.ts";
import { indexNumber, sellerQueries, takeNumber, toSeller } from "../issue/queries.ts";
import {
  getInvoice,
  INVOICE,
  insertInvoice,
  insertLines,
  type NewLine,
  refuseTwice,
} from "../queries.ts";
import { totalsOf, whyNotCredit } from "../rules.ts";
import { creditInvoice, settlingRaises } from "../settling.ts";

/**
 * Takes lines of an issued invoice back by a document of their own, with a number of the same
 * series. Their charges are open again, to be corrected, let go of or invoiced anew; what was paid
 * of them is the student's credit.
 */
export async function creditLines(
  ctx: Ctx,
  { id, of }: { id: string; of: string },
  { ids, reason }: CreditInput,
): Promise<void> {
  const original = await getInvoice(ctx, of);
  refuseTwice(original.creditNotes.filter((note) => note.id === id));
  refuseFor(whyNotCredit(original));
  const credited = original.lines.filter((line) => ids.includes(line.id));
  if (credited.length < ids.length) throw fieldProblem("ids", "invoices.no_line");
  if (credited.some((line) => line.credited)) throw fieldProblem("ids", "invoices.line_credited");
  const { seller, start } = toSeller(await ctx.db.batch(sellerQueries(ctx)));
  const lines: NewLine[] = credited.map(({ credited: _, ...line }) => {
    return { ...line, id: uuidv7(), creditsLineId: line.id };
  });
  const totals = totalsOf(lines);
  const { roundingOre, ...sums } = totals;
  const { studentId, payerId } = original;
  const buyer = original.buyer as Buyer;
  const today = dayOf(ctx.now);
  const note = { id, kind: "credit_note", studentId, payerId, dueOn: today, reason } as const;
  const charges = credited.map(({ chargeId }) => chargeId);
  const amountOre = sums.grossOre - sums.prepaidOre;
  await commit(ctx, {
    ...about(id),
    action: "invoices.credited",
    reason,
    diff: diffOf({}, { creditsId: of, grossOre: sums.grossOre, lines: lines.length }),
    write: [
      insertInvoice(ctx, { ...note, creditsId: of, ...sums }),
      insertLines(ctx, id, lines),
      ...takeNumber(ctx, start),
      writeIssue(ctx, { id, version: 1 }, { totals, dueOn: today, seller, buyer, kid: false }),
      mustChange(ctx),
      ...markCredited(ctx, charges, of),
      ...creditInvoice(ctx, {
        ...{ invoiceId: of, studentId, creditNoteId: id, amountOre },
        text: bookWords.credited,
      }),
      ...bookRounding(ctx, { id, studentId }, -roundingOre),
      ...indexWords(ctx, INVOICE, { id, text: `${buyer.studentName} ${buyer.name}` }),
      indexNumber(ctx, id),
    ],
    raises: [...settlingRaises, "invoices.line_credited"],
    once: true,
  });
}
