import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { CreditForm } from "#web/modules/invoices/views/credit.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { refuseFor } from "#worker/lib/problem.ts";
import { CreditInput } from "../input.ts";
import { getInvoice } from "../queries.ts";
import { whyNotCredit } from "../rules.ts";
import { creditLines } from "./actions.ts";

const write = can("invoices:write");
const one = valid("param", ById);

/** Taking back what an invoice said, in whole or line by line. */
export const creditsPages = new Hono<Env>()
  .get("/:id/credit", write, one, async (c) =>
    page(c, await creditForm(c, c.req.valid("param").id)),
  )
  .post("/:id/credit", write, one, form(CreditInput), (c) => {
    const { id: original } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async (input, id = uuidv7()) => {
        await creditLines(c.var.ctx, { id, of: original }, input);
        return `/invoices/${id}`;
      },
      again: (id) => `/invoices/${id}`,
      flash: "invoices.credited",
      retry: (draft) => creditForm(c, original, draft),
    });
  });

async function creditForm(c: Context<Env>, id: string, draft?: Draft<unknown>) {
  const invoice = await getInvoice(c.var.ctx, id);
  refuseFor(whyNotCredit(invoice));
  const all = { ids: invoice.lines.filter((line) => !line.credited).map((line) => line.id) };
  return <CreditForm invoice={invoice} draft={draft ?? { ...emptyDraft, values: all }} />;
}
