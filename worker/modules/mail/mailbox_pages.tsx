import { Hono } from "hono";
import * as z from "zod";
import { Mailbox, Phones } from "#web/modules/mail/mailbox.tsx";
import { localOnly } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { fetchOut, jsonIn } from "#worker/lib/fetch_out.ts";
import { page } from "#worker/lib/page.tsx";

const Received = z.object({
  id: z.string(),
  at: z.string(),
  road: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
});
export type Received = z.output<typeof Received>;
const Messages = z.object({ items: z.array(Received) });

const Texts = z.object({
  items: z.array(Received.pick({ id: true, at: true, from: true, to: true, text: true })),
});

/**
 * The mailbox of the simulator, and the phones, for a developer who waits for a message. A function, so that nothing
 * of it is left in the bundle of production.
 */
export function mailboxPages() {
  return new Hono<Env>()
    .get("/mailbox", localOnly(), async (c) => {
      const answer = await fetchOut(c.env, `${c.env.MAIL_HTTP_URL}/messages`);
      const found = answer.answered ? jsonIn(answer.body, Messages) : undefined;
      return page(c, <Mailbox mails={found?.items} />);
    })
    .post("/mailbox", localOnly(), async (c) => {
      await fetchOut(c.env, `${c.env.MAIL_HTTP_URL}/messages`, { method: "DELETE" });
      return c.redirect("/dev/mailbox", 303);
    })
    .get("/sms", localOnly(), async (c) => {
      const answer = await fetchOut(c.env, `${c.env.SMS_URL}/messages`);
      const found = answer.answered ? jsonIn(answer.body, Texts) : undefined;
      return page(c, <Phones texts={found?.items} />);
    })
    .post("/sms", localOnly(), async (c) => {
      await fetchOut(c.env, `${c.env.SMS_URL}/messages`, { method: "DELETE" });
      return c.redirect("/dev/sms", 303);
    });
}
