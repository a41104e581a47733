import { bookWords } from "#web/modules/invoices/book_words.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { refuseFor } from "#worker/lib/problem.ts";
import { balanceQuery, toBalance } from "#worker/modules/ledger/mod.ts";
import { about } from "./drafts/actions.ts";
import { getInvoice, updateInvoice } from "./queries.ts";
import { whyNotUseCredit } from "./rules.ts";
import { settlingRaises, useCredit } from "./settling.ts";

/** Pays what is open of an invoice out of the student's credit, as far as that goes. */
export async function payByCredit(ctx: Ctx, seen: Seen): Promise<void> {
  const invoice = await getInvoice(ctx, seen.id);
  const { studentId } = invoice;
  const balance = toBalance(await balanceQuery(ctx, studentId));
  refuseFor(whyNotUseCredit(invoice, balance));
  await commit(ctx, {
    ...about(seen.id),
    action: "invoices.credit_used",
    write: [
      updateInvoice(ctx, seen, {}),
      mustChange(ctx),
      ...useCredit(ctx, { invoiceId: seen.id, studentId, text: bookWords.credit_used }),
    ],
    raises: settlingRaises,
  });
}
