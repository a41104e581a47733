import { uuidv7 } from "uuidv7";
import type { Ctx, Locale, Statement } from "#worker/lib/ctx.ts";
import type { Message } from "#worker/lib/outbox.ts";
import { mails } from "./schema.ts";

/** Every mail the system sends; the words of the module hold their texts. */
export type Template =
  | "reset" // params: linkId
  | "password_changed" // no params
  | "invitation" // linkId, schoolName, inviter
  | "device" // linkId: confirm that this browser is yours
  | "second_factor_changed" // no params
  | "setup"; // linkId

export type Letter = {
  template: Template;
  recipient: string;
  locale: Locale;
  /** By name. Never a token: `linkId` names the link, whose token is derived when it is sent. */
  params?: Readonly<Record<string, string>>;
  schoolId?: string;
};

/** A letter as a row and the message that has it sent: both go into the caller's commit(). */
export function letter(ctx: Ctx, what: Letter): { write: Statement; tell: Message } {
  const id = uuidv7();
  const schoolId = what.schoolId ?? ctx.actor.schoolId;
  const { template, recipient, locale, params = {} } = what;
  return {
    write: ctx.db
      .insert(mails)
      .values({ schoolId, id, template, recipient, locale, params, createdAt: ctx.now }),
    tell: { topic: "mails.written", subjectId: id, schoolId },
  };
}
