import type { Context } from "hono";
import { fileNameOf, invoiceSheet } from "#web/modules/invoices/sheet.ts";
import { DraftPage } from "#web/modules/invoices/views/draft.tsx";
import { InvoicePage } from "#web/modules/invoices/views/invoice.tsx";
import { PrintPage } from "#web/modules/invoices/views/paper.tsx";
import { pdfOf } from "#worker/lib/documents.ts";
import type { Env } from "#worker/lib/env.ts";
import { type Draft, draftOf } from "#worker/lib/input.ts";
import { Problem } from "#worker/lib/problem.ts";
import { balanceQuery, toBalance } from "#worker/modules/ledger/mod.ts";
import { hasChanged, studentOpenQueries, toStudentOpen } from "./drafts/queries.ts";
import type { Invoice } from "./input.ts";
import { buyerOf } from "./issue/actions.ts";
import { sellerQueries, toSeller } from "./issue/queries.ts";
import { getInvoice } from "./queries.ts";
import { whyNotCredit, whyNotIssue, whyNotMail, whyNotUseCredit } from "./rules.ts";

type Shown = {
  /** A form for the lines of a draft, or for its issue, that was refused. */
  lines?: Draft<unknown>;
  issue?: Draft<unknown>;
  stale?: boolean;
};

/** One document as it is now: a draft with its forms, or what was issued with what may be done. */
export async function invoicePage(c: Context<Env>, id: string, shown: Shown = {}) {
  const { ctx } = c.var;
  const invoice = await getInvoice(ctx, id);
  if (invoice.state === "draft") return draftPage(c, invoice, shown);
  const balance = toBalance(await balanceQuery(ctx, invoice.studentId));
  const reasons = {
    credit: whyNotCredit(invoice),
    mail: whyNotMail(invoice),
    use: whyNotUseCredit(invoice, balance),
  };
  return (
    <InvoicePage
      invoice={invoice}
      balance={balance}
      reasons={reasons}
      stale={shown.stale ?? false}
    />
  );
}

async function draftPage(c: Context<Env>, invoice: Invoice, { lines, issue, stale }: Shown) {
  const { ctx } = c.var;
  const [student, open, linked, days, school, settings, balance] = await ctx.db.batch([
    ...studentOpenQueries(ctx, invoice.studentId),
    ...sellerQueries(ctx),
    balanceQuery(ctx, invoice.studentId),
  ]);
  const facts = toStudentOpen(ctx, [student, open, linked, days]);
  const { seller } = toSeller([school, settings]);
  const buyer = buyerOf(facts, invoice.payerId);
  const changed = hasChanged(invoice, facts.open);
  const toPayOre = invoice.grossOre - invoice.prepaidOre;
  const now = { ...invoice, ids: invoice.lines.map(({ chargeId }) => chargeId) };
  return (
    <DraftPage
      invoice={invoice}
      facts={facts}
      buyer={buyer}
      credit={toBalance(balance)}
      reasons={whyNotIssue({ state: "draft", changed, seller, buyer, toPayOre })}
      lines={lines ?? draftOf(now)}
      issue={
        issue ?? draftOf({ dueOn: facts.dueOn, useCredit: "true", mail: buyer.email ? "true" : "" })
      }
      stale={stale ?? false}
    />
  );
}

/** The document alone, as it goes on paper. A draft is none. */
export async function printPage(c: Context<Env>, id: string) {
  const invoice = await getInvoice(c.var.ctx, id);
  if (invoice.state === "draft") throw new Problem(404, "invoices.not_found");
  return <PrintPage invoice={invoice} />;
}

/** The same as a file to keep. */
export async function pdfOfIssued(c: Context<Env>, invoice: Invoice): Promise<Response> {
  if (invoice.state === "draft") throw new Problem(404, "invoices.not_found");
  const { locale } = c.var.ctx.actor;
  return pdfOf(c, invoiceSheet(locale, invoice), fileNameOf(locale, invoice));
}
