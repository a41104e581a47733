import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { Invoice, Invoices, OwnList } from "../input.ts";
import { getOwn, listOwn } from "./queries.ts";

/** What a student, or a guardian of a minor, has been invoiced for. */
export const ownInvoicesApi = new Hono<Env>()
  .get("/", can("me:read"), valid("query", OwnList), answers(Invoices), async (c) =>
    c.json(await listOwn(c.var.ctx, c.req.valid("query"))),
  )
  .get("/:id", can("me:read"), valid("param", ById), answers(Invoice), async (c) =>
    c.json(await getOwn(c.var.ctx, c.req.valid("param").id)),
  );
