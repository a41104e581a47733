import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { answersTable } from "#worker/lib/table_file.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { payByCredit } from "./actions.ts";
import { creditLines } from "./credits/actions.ts";
import { changeDraft, draftInvoice, removeDraft } from "./drafts/actions.ts";
import { exportInvoices } from "./exports/actions.ts";
import {
  CreditInput,
  DraftInput,
  DraftLines,
  Invoice,
  InvoiceExport,
  InvoiceList,
  Invoices,
  Issue,
} from "./input.ts";
import { issueInvoice } from "./issue/actions.ts";
import { mailInvoice } from "./mailing/actions.ts";
import { getInvoice } from "./queries.ts";
import { listInvoices } from "./register/queries.ts";

const one = valid("param", ById);
const read = can("invoices:read");
const write = can("invoices:write");

export const invoicesApi = new Hono<Env>()
  .get("/", read, valid("query", InvoiceList), answers(Invoices), async (c) =>
    c.json(await listInvoices(c.var.ctx, c.req.valid("query"))),
  )
  .get("/export", read, stepUp(), valid("query", InvoiceExport), answersTable(), (c) =>
    exportInvoices(c.var.ctx, c.req.valid("query")),
  )
  .post(
    "/",
    write,
    idempotencyKey(),
    valid("json", DraftInput),
    answers(Invoice, 201),
    async (c) => {
      const { once } = c.req.valid("header");
      const id = once ?? uuidv7();
      await makeOnce(once, () => draftInvoice(c.var.ctx, id, c.req.valid("json")));
      return send(c, id, 201);
    },
  )
  .get("/:id", read, one, answers(Invoice), (c) => send(c, c.req.valid("param").id))
  .put("/:id", write, one, ifMatch(), valid("json", DraftLines), answers(Invoice), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await changeDraft(c.var.ctx, seen, c.req.valid("json"));
    return send(c, seen.id);
  })
  .delete("/:id", write, one, ifMatch(), async (c) => {
    await removeDraft(c.var.ctx, { ...c.req.valid("param"), ...c.req.valid("header") });
    return c.body(null, 204);
  })
  .put("/:id/issue", write, one, ifMatch(), valid("json", Issue), answers(Invoice), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await issueInvoice(c.var.ctx, seen, c.req.valid("json"));
    return send(c, seen.id);
  })
  .post(
    "/:id/credit-notes",
    write,
    one,
    idempotencyKey(),
    valid("json", CreditInput),
    answers(Invoice, 201),
    async (c) => {
      const { once } = c.req.valid("header");
      const id = once ?? uuidv7();
      const of = c.req.valid("param").id;
      await makeOnce(once, () => creditLines(c.var.ctx, { id, of }, c.req.valid("json")));
      return send(c, id, 201);
    },
  )
  .put("/:id/mail", write, one, ifMatch(), answers(Invoice), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await mailInvoice(c.var.ctx, seen);
    return send(c, seen.id);
  })
  .put("/:id/credit-use", write, one, ifMatch(), answers(Invoice), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await payByCredit(c.var.ctx, seen);
    return send(c, seen.id);
  });

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const invoice = await getInvoice(c.var.ctx, id);
  return c.json(invoice, status, { ETag: etag(invoice) });
}
