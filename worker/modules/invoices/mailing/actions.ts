import { formatDay, formatMoney } from "#web/ui/formats.ts";
import { formatBankAccount } from "#worker/lib/bank_account.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Locale } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { refuseFor } from "#worker/lib/problem.ts";
import { letter } from "#worker/modules/mail/mod.ts";
import { settingOf } from "#worker/modules/schools/mod.ts";
import { about } from "../drafts/actions.ts";
import type { Invoice } from "../input.ts";
import { getInvoice, updateInvoice } from "../queries.ts";
import { whyNotMail } from "../rules.ts";

/** Mails an issued document to whoever it is for. */
export async function mailInvoice(ctx: Ctx, seen: Seen): Promise<void> {
  const invoice = await getInvoice(ctx, seen.id);
  refuseFor(whyNotMail(invoice));
  const { write, tell } = letterOf(ctx, invoice, await settingOf(ctx, "default_locale"));
  await commit(ctx, {
    ...about(seen.id),
    action: "invoices.mailed",
    write: [updateInvoice(ctx, seen, { mailedAt: ctx.now }), mustChange(ctx), write],
    tell: [tell],
  });
}

function letterOf(ctx: Ctx, invoice: Invoice, locale: Locale) {
  const { kind, number, seller, buyer, dueOn, openOre, grossOre, kid } = invoice;
  const isInvoice = kind === "invoice";
  return letter(ctx, {
    template: kind,
    recipient: buyer?.email ?? "",
    locale,
    params: {
      invoiceId: invoice.id,
      number: String(number),
      schoolName: seller?.name ?? "",
      studentName: buyer?.studentName ?? "",
      amount: formatMoney(locale, isInvoice ? openOre : grossOre),
      due: formatDay(locale, dueOn),
      kid: kid ?? "–",
      account: seller?.account ? formatBankAccount(seller.account) : "–",
      original: String(invoice.creditsNumber ?? ""),
    },
  });
}
