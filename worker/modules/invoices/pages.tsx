import { Hono } from "hono";
import { InvoiceTable } from "#web/modules/invoices/views/list.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { stepUp } from "#worker/lib/step_up.ts";
import { payByCredit } from "./actions.ts";
import { exportInvoices } from "./exports/actions.ts";
import { InvoiceExport, InvoiceList, InvoiceSeen } from "./input.ts";
import { mailInvoice } from "./mailing/actions.ts";
import { getInvoice } from "./queries.ts";
import { listInvoices } from "./register/queries.ts";
import { invoicePage, pdfOfIssued, printPage } from "./shown.tsx";

const one = valid("param", ById);
const read = can("invoices:read");
const write = can("invoices:write");

/** The list, one document, and what can be done with it once it is issued. */
export const invoicesPages = new Hono<Env>()
  .get("/", read, valid("query", InvoiceList), async (c) => {
    const list = c.req.valid("query");
    return page(c, <InvoiceTable page={await listInvoices(c.var.ctx, list)} list={list} />);
  })
  .get("/export", read, stepUp(), valid("query", InvoiceExport), (c) =>
    exportInvoices(c.var.ctx, c.req.valid("query")),
  )
  .get("/:id", read, one, async (c) => page(c, await invoicePage(c, c.req.valid("param").id)))
  .get("/:id/print", read, one, async (c) => page(c, await printPage(c, c.req.valid("param").id)))
  .get("/:id/pdf", read, one, async (c) =>
    pdfOfIssued(c, await getInvoice(c.var.ctx, c.req.valid("param").id)),
  )
  .post("/:id/mail", write, one, form(InvoiceSeen), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await mailInvoice(c.var.ctx, { id, version });
        return `/invoices/${id}`;
      },
      flash: "invoices.mailed",
      retry: () => invoicePage(c, id),
      stale: () => invoicePage(c, id, { stale: true }),
    });
  })
  .post("/:id/credit-use", write, one, form(InvoiceSeen), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await payByCredit(c.var.ctx, { id, version });
        return `/invoices/${id}`;
      },
      flash: "invoices.credit_used",
      retry: () => invoicePage(c, id),
      stale: () => invoicePage(c, id, { stale: true }),
    });
  });
