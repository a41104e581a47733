import { fileNameOf, invoiceSheet } from "#web/modules/invoices/sheet.ts";
import type { Ctx, Locale } from "#worker/lib/ctx.ts";
import type { Told } from "#worker/lib/deliver.ts";
import { printed } from "#worker/lib/documents.ts";
import { Problem } from "#worker/lib/problem.ts";
import { mailInvoice } from "./mailing/actions.ts";
import { getInvoice } from "./queries.ts";
import { whyNotMail } from "./rules.ts";

type Letter = { locale: Locale; params: Readonly<Record<string, string>> };

/** The document itself, which the letter about it carries. */
export async function enclosedInvoice(ctx: Ctx, { locale, params }: Letter) {
  if (!params.invoiceId) return undefined; // written before letters carried anything
  const invoice = await getInvoice(ctx, params.invoiceId);
  const bytes = await printed(ctx.env, invoiceSheet(locale, invoice));
  return { name: `${fileNameOf(locale, invoice)}.pdf`, type: "application/pdf", bytes };
}

/** Told that one was issued and is to be mailed. Told again, it does nothing. */
export async function mailIssued(ctx: Ctx, { subjectId }: Pick<Told, "subjectId">): Promise<void> {
  const invoice = await getInvoice(ctx, subjectId);
  if (invoice.mailedAt !== null || whyNotMail(invoice).length > 0) return;
  await mailInvoice(ctx, invoice).catch((error) => {
    // Paid or mailed in this very moment: the next telling finds out.
    if (error instanceof Problem && error.code === "stale") throw new Error("changed meanwhile");
    throw error;
  });
}
