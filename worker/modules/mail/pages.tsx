import { Hono } from "hono";
import { MailLog, MailPage } from "#web/modules/mail/views.tsx";
import { can } from "#worker/lib/can.ts";
import type { Bindings, Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { leaveFlash } from "#worker/lib/flash.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { sendAgain } from "./actions.ts";
import { compose } from "./compose.tsx";
import { composeText, textLinkOf } from "./compose_text.ts";
import { segments, septets } from "./gsm.ts";
import { type Mail, MailList } from "./input.ts";
import { getMail, listMails } from "./queries.ts";
import { whyNotAgain } from "./rules.ts";

const one = valid("param", ById);

export const mailPages = new Hono<Env>()
  .get("/", can("mail:read"), valid("query", MailList), async (c) => {
    const list = c.req.valid("query");
    return page(c, <MailLog list={await listMails(c.var.ctx, list)} sort={list.sort} />);
  })
  .get("/:id", can("mail:read"), one, async (c) => {
    const { mail, params } = await getMail(c.var.ctx, c.req.valid("param").id);
    const letter = shownOf({ ...mail, params }, c.env);
    const whyNot = whyNotAgain(mail, c.var.ctx.now);
    return page(c, <MailPage mail={mail} letter={letter} whyNot={whyNot} />);
  })
  .post("/:id/sending", can("mail:write"), one, async (c) => {
    const { id } = c.req.valid("param");
    await sendAgain(c.var.ctx, id);
    leaveFlash(c, "mail.again");
    return c.redirect(`/mail/${id}`, 303);
  });

type Written = Mail & { params: Readonly<Record<string, string>> };

/** What was said, without its link; of an SMS also how long it was with it. */
function shownOf(mail: Written, env: Bindings) {
  if (mail.channel === "mail") {
    const { subject, text } = compose(mail);
    return { subject, text };
  }
  const { text } = composeText(mail, textLinkOf(mail, env));
  return { ...composeText(mail), size: { septets: septets(text), segments: segments(text) } };
}
