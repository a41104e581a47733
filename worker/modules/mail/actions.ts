import { uuidv7 } from "uuidv7";
import { shift } from "#worker/lib/clock.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Locale, Statement } from "#worker/lib/ctx.ts";
import type { Told } from "#worker/lib/deliver.ts";
import type { Message } from "#worker/lib/outbox.ts";
import { Problem, refuseFor } from "#worker/lib/problem.ts";
import { compose, linkOf } from "./compose.tsx";
import type { Mail, Template } from "./input.ts";
import { deleteMails, getMail, insertMail, markMail, oldestMails, reopenMail } from "./queries.ts";
import type { Result } from "./roads/road.ts";
import { send } from "./roads/send.ts";
import { afterFailure, isTooOld, KEEP_MAILS, whyNotAgain } from "./rules.ts";

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
    write: insertMail(ctx, { schoolId, id, template, recipient, locale, params }),
    tell: { topic: "mails.written", subjectId: id, schoolId },
  };
}

/**
 * Sends the letter that the outbox tells of. Told again of one that is done, it does nothing.
 * What may pass is thrown, so that the outbox tells again.
 */
export async function sendMail(ctx: Ctx, { id: key, subjectId, attempts, last }: Told) {
  const found = await getMail(ctx, subjectId).catch(goneIsDone);
  if (found?.mail.state !== "waiting") return;
  const { mail } = found;
  const result = isTooOld(mail, ctx.now)
    ? ({ state: "refused", why: "mail.too_old" } as const)
    : await leave(ctx, key, { ...mail, params: found.params });
  if (result.state === "sent") {
    const sent = { state: "sent", why: null, attempts, doneAt: ctx.now } as const;
    return finish(ctx, mail, { ...sent, providerId: result.providerId });
  }
  const { why } = result;
  const state = isTooOld(mail, ctx.now) ? "failed" : afterFailure(result.state, last);
  if (state !== "waiting") return finish(ctx, mail, { state, why, attempts, doneAt: ctx.now });
  // Bookkeeping of an attempt, like the outbox's own: nothing has happened to the mail yet.
  await markMail(ctx, mail.id, { why, attempts });
  throw new Error(why);
}

// Purged meanwhile: there is nothing left to do.
function goneIsDone(error: unknown): undefined {
  if (error instanceof Problem && error.status === 404) return undefined;
  throw error;
}

async function leave(
  ctx: Ctx,
  key: string,
  mail: Mail & { params: Readonly<Record<string, string>> },
): Promise<Result> {
  const { env } = ctx;
  // Without our own address a link leads nowhere; the operator can still put that right.
  if (mail.params.linkId && !env.ORIGIN) return { state: "later", why: "mail.not_configured" };
  const said = compose(mail, linkOf(mail, env));
  return send(env, { key, from: env.MAIL_FROM, to: mail.recipient, ...said });
}

type Outcome = Parameters<typeof markMail>[2] & { state: Exclude<Mail["state"], "waiting"> };

async function finish(ctx: Ctx, { id }: Mail, outcome: Outcome): Promise<void> {
  await commit(ctx, {
    action: `mail.${outcome.state}`,
    entity: "mail",
    entityId: id,
    diff: { state: ["waiting", outcome.state] },
    write: [markMail(ctx, id, outcome), mustChange(ctx)],
  }).catch((error) => {
    // Somebody else finished it first: what they wrote stands.
    if (!(error instanceof Problem && error.code === "stale")) throw error;
  });
}

/** Sends a mail once more, with the same link; refused while its link is dead or it is underway. */
export async function sendAgain(ctx: Ctx, id: string): Promise<void> {
  const { mail } = await getMail(ctx, id);
  refuseFor(whyNotAgain(mail, ctx.now));
  await commit(ctx, {
    action: "mail.sent_again",
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
