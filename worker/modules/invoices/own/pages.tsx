import { Hono } from "hono";
import { OwnInvoicePage, OwnInvoices } from "#web/modules/invoices/views/own.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { OwnList } from "../input.ts";
import { pdfOfIssued } from "../shown.tsx";
import { getOwn, listOwn } from "./queries.ts";

/** What a student, or a guardian of a minor, has been invoiced for. */
export const ownInvoicesPages = new Hono<Env>()
  .get("/", can("me:read"), valid("query", OwnList), async (c) =>
    page(c, <OwnInvoices page={await listOwn(c.var.ctx, c.req.valid("query"))} />),
  )
  .get("/:id", can("me:read"), valid("param", ById), async (c) =>
    page(c, <OwnInvoicePage invoice={await getOwn(c.var.ctx, c.req.valid("param").id)} />),
  )
  .get("/:id/pdf", can("me:read"), valid("param", ById), async (c) =>
    pdfOfIssued(c, await getOwn(c.var.ctx, c.req.valid("param").id)),
  );
