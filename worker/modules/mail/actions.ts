import { uuidv7 } from "uuidv7";
import { shift } from "#worker/lib/clock.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Locale, Statement } from "#worker/lib/ctx.ts";
import type { Message } from "#worker/lib/outbox.ts";
import { refuseFor } from "#worker/lib/problem.ts";
import type { Mail, Template, TextTemplate } from "./input.ts";
import { deleteMails, getMail, insertMail, oldestMails, reopenMail } from "./queries.ts";
import { KEEP_MAILS, whyNotAgain } from "./rules.ts";

export type Letter = {
  template: Template;
  recipient: string;
  locale: Locale;
  /** By name. Never a token: `linkId` names the link, whose token is derived when it is sent. */
  params?: Readonly<Record<string, string>>;
  schoolId?: string;
};

/** An SMS: the recipient is a phone number as E.164. */
export type TextMessage = Omit<Letter, "template"> & { template: TextTemplate };

/** A letter as a row and the message that has it sent: both go into the caller's commit(). */
export function letter(ctx: Ctx, what: Letter): { write: Statement; tell: Message } {
  return written(ctx, what, "mail");
}

/** The same of an SMS. */
export function textMessage(ctx: Ctx, what: TextMessage): { write: Statement; tell: Message } {
  return written(ctx, what, "sms");
}

function written(ctx: Ctx, what: Letter, channel: Mail["channel"]) {
  const id = uuidv7();
  const schoolId = what.schoolId ?? ctx.actor.schoolId;
  const { template, recipient, locale, params = {} } = what;
  return {
    write: insertMail(ctx, { schoolId, id, channel, template, recipient, locale, params }),
    tell: { topic: "mails.written", subjectId: id, schoolId } as const,
  };
}

/** Sends a mail or an SMS once more, with the same link; refused while its link is dead or it is underway. */
export async function sendAgain(ctx: Ctx, id: string): Promise<void> {
  const { mail } = await getMail(ctx, id);
  refuseFor(whyNotAgain(mail, ctx.now));
  await commit(ctx, {
    action: `${mail.channel}.sent_again`,
    entity: "mail",
    entityId: id,
    diff: { state: [mail.state, "waiting"] },
    write: [reopenMail(ctx, id), mustChange(ctx)],
    tell: [{ topic: "mails.written", subjectId: id }],
  });
}

/** Addresses of people are not kept for ever: half a year tells what became of a mail. */
export async function purgeMails(ctx: Ctx): Promise<void> {
  const before = shift(ctx.now, -KEEP_MAILS);
  for (;;) {
    const oldest = await oldestMails(ctx);
    const old = oldest.filter(({ createdAt }) => createdAt < before).map(({ rowid }) => rowid);
    if (old.length === 0) return;
    await commit(ctx, {
      action: "mail.purged",
      entity: "mail",
      entityId: before,
      write: [deleteMails(ctx, old)],
    });
  }
}
