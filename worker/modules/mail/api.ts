import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { Mail, MailList, Mails } from "./input.ts";
import { getMail, listMails } from "./queries.ts";

export const mailApi = new Hono<Env>()
  .get("/", can("mail:read"), valid("query", MailList), answers(Mails), async (c) =>
    c.json(await listMails(c.var.ctx, c.req.valid("query"))),
  )
  .get("/:id", can("mail:read"), valid("param", ById), answers(Mail), async (c) => {
    const { mail } = await getMail(c.var.ctx, c.req.valid("param").id);
    return c.json(mail);
  });
