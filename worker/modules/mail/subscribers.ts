import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Reactor, Told } from "#worker/lib/deliver.ts";
import { log } from "#worker/lib/log.ts";
import { forLog } from "#worker/lib/log_error.ts";
import { Problem } from "#worker/lib/problem.ts";
import { compose, linkOf } from "./compose.tsx";
import { composeText, textLinkOf } from "./compose_text.ts";
import type { Mail, Template } from "./input.ts";
import { beginText, getMail, markMail } from "./queries.ts";
import type { Attached, Result, TextResult } from "./roads/road.ts";
import { send } from "./roads/send.ts";
import { hindranceOf, sendText } from "./roads/sms.ts";
import { afterFailure, isTooOld } from "./rules.ts";

type Sendable = Mail & { params: Readonly<Record<string, string>> };

/** Who makes what a letter carries; nothing for a letter that carries nothing. */
export type Enclosures = Partial<
  Record<Template, (ctx: Ctx, mail: Sendable) => Promise<Attached | undefined>>
>;

/**
 * Sends the letter or SMS that the outbox tells of. Told again of one that is done, it does nothing.
 * What may pass is thrown, so that the outbox tells again.
 */
export const mailSender =
  (enclosures: Enclosures): Reactor =>
  (ctx, told) =>
    sendMail(ctx, told, enclosures);

async function sendMail(ctx: Ctx, told: Told, enclosures: Enclosures): Promise<void> {
  const { subjectId, attempts, last } = told;
  const found = await getMail(ctx, subjectId).catch(goneIsDone);
  if (found?.mail.state !== "waiting") return;
  const { mail } = found;
  const result = isTooOld(mail, ctx.now)
    ? ({ state: "refused", why: "mail.too_old" } as const)
    : await leave[mail.channel](ctx, told, { ...mail, params: found.params }, enclosures);
  if (result.state === "sent") {
    const sent = { state: "sent", why: null, attempts, doneAt: ctx.now } as const;
    return finish(ctx, mail, { ...sent, providerId: result.providerId });
  }
  const { why } = result;
  const state = isTooOld(mail, ctx.now) ? "failed" : afterFailure(result.state, last);
  if (state === "waiting") await markMail(ctx, mail.id, { why, attempts, begunAt: null });
  else await finish(ctx, mail, { state, why, attempts, doneAt: ctx.now });
  // Thrown the last time too: the message then stays among the dead, where an operator looks.
  if (result.state === "later") throw new Error(why);
}

// Purged meanwhile: there is nothing left to do.
function goneIsDone(error: unknown): undefined {
  if (error instanceof Problem && error.status === 404) return undefined;
  throw error;
}

async function byMail(
  ctx: Ctx,
  { id: key, last }: Told,
  mail: Sendable,
  enclosures: Enclosures,
): Promise<Result> {
  const { env } = ctx;
  // Without our own address a link leads nowhere; the operator can still put that right.
  if ((mail.params.linkId || mail.params.path) && !env.ORIGIN)
    return { state: "later", why: "mail.not_configured" };
  const said = compose(mail, linkOf(mail, env));
  let file: Attached | undefined;
  try {
    file = await enclosures[mail.template]?.(ctx, mail);
  } catch (error) {
    const said = { school_id: ctx.actor.schoolId, error: forLog(error) };
    log("error", "mail.no_file", { request_id: ctx.requestId, subject: mail.id, ...said });
    // It says all that matters by itself: rather without than never.
    if (!last) return { state: "later", why: "mail.no_file" };
  }
  const files = file ? [file] : [];
  return send(env, { key, from: env.MAIL_FROM, to: mail.recipient, ...said, files });
}

async function bySms(ctx: Ctx, told: Told, mail: Sendable): Promise<TextResult> {
  const { env } = ctx;
  const why = env.ORIGIN ? hindranceOf(env) : "sms.not_configured";
  if (why) return { state: "later", why };
  const { text } = composeText(mail, textLinkOf(mail, env));
  // Few gateways know a message again. One that was begun by an attempt that died, or whose answer
  // never came, may have left: it is not handed over a second time before somebody asks for it.
  if (!(await beginText(ctx, mail.id))) return { state: "unknown", why: "sms.unknown" };
  const from = mail.params.sender || env.SMS_FROM;
  return sendText(env, { reference: told.id, from, to: mail.recipient, text });
}

const leave = { mail: byMail, sms: bySms };

type Outcome = Parameters<typeof markMail>[2] & { state: Exclude<Mail["state"], "waiting"> };

async function finish(ctx: Ctx, { id, channel }: Mail, outcome: Outcome): Promise<void> {
  await commit(ctx, {
    action: `${channel}.${outcome.state}`,
    entity: "mail",
    entityId: id,
    diff: { state: ["waiting", outcome.state] },
    write: [markMail(ctx, id, outcome), mustChange(ctx)],
  }).catch((error) => {
    // Somebody else finished it first: what they wrote stands.
    if (!(error instanceof Problem && error.code === "stale")) throw error;
  });
}
