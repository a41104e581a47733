import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem } from "#worker/lib/problem.ts";
import type { Mail, MailList, Template } from "./input.ts";
import { mails } from "./schema.ts";

const columns = {
  id: mails.id,
  channel: mails.channel,
  template: sql<Template>`${mails.template}`,
  locale: mails.locale,
  recipient: mails.recipient,
  state: mails.state,
  why: mails.why,
  attempts: mails.attempts,
  createdAt: mails.createdAt,
  doneAt: mails.doneAt,
};

const mine = (ctx: Ctx) => eq(mails.schoolId, ctx.actor.schoolId);
const one = (ctx: Ctx, id: string) => and(mine(ctx), eq(mails.id, id));

export async function listMails(ctx: Ctx, list: MailList): Promise<Paged<Mail>> {
  const { after, order, limit } = keyset({ createdAt: mails.createdAt }, mails.id, list);
  const rows = await ctx.db
    .select(columns)
    .from(mails)
    .where(and(mine(ctx), list.state && eq(mails.state, list.state), after))
    .orderBy(...order)
    .limit(limit);
  return toPage(rows, list);
}

/** The log's row, and with it the params, which stay inside: they name the link. */
export async function getMail(ctx: Ctx, id: string) {
  const [row] = await ctx.db
    .select({ ...columns, params: mails.params })
    .from(mails)
    .where(one(ctx, id));
  if (!row) throw new Problem(404, "mail.not_found");
  const { params, ...mail } = row;
  return { mail: mail satisfies Mail, params };
}

export function insertMail(
  ctx: Ctx,
  row: Pick<
    typeof mails.$inferInsert,
    "schoolId" | "id" | "channel" | "template" | "recipient" | "locale" | "params"
  >,
): Statement {
  return ctx.db.insert(mails).values({ ...row, createdAt: ctx.now });
}

/** What became of a mail that is still waiting; of one that is done, nothing becomes. */
export function markMail(
  ctx: Ctx,
  id: string,
  change: Partial<
    Pick<Mail, "state" | "why" | "attempts" | "doneAt"> & {
      providerId: string | null;
      begunAt: null;
    }
  >,
) {
  return ctx.db
    .update(mails)
    .set(change)
    .where(and(one(ctx, id), eq(mails.state, "waiting")));
}

/** Says that a waiting SMS is being handed over; false when it was begun before. */
export async function beginText(ctx: Ctx, id: string): Promise<boolean> {
  const begun = await ctx.db
    .update(mails)
    .set({ begunAt: ctx.now })
    .where(and(one(ctx, id), eq(mails.state, "waiting"), isNull(mails.begunAt)))
    .returning({ id: mails.id });
  return begun.length === 1;
}

/** A mail that was done waits again. */
export function reopenMail(ctx: Ctx, id: string): Statement {
  return ctx.db
    .update(mails)
    .set({ state: "waiting", why: null, attempts: 0, doneAt: null, begunAt: null })
    .where(and(one(ctx, id), ne(mails.state, "waiting")));
}

/** The same for one whose last try failed, and for no other: what was sent is not sent twice. */
export function reviveMail(ctx: Ctx, id: string): Statement {
  return ctx.db
    .update(mails)
    .set({ state: "waiting", why: null, doneAt: null, begunAt: null })
    .where(and(one(ctx, id), eq(mails.state, "failed")));
}

/** The oldest mails of every school, in the order of their making: no index, and no scan either. */
export async function oldestMails(ctx: Ctx): Promise<{ rowid: number; createdAt: string }[]> {
  return ctx.db.all(sql`select rowid, created_at as createdAt from mails order by rowid limit 500`);
}

export function deleteMails(ctx: Ctx, rowids: readonly number[]): Statement {
  return ctx.db
    .delete(mails)
    .where(sql`rowid in (select value from json_each(${JSON.stringify(rowids)}))`);
}
