import { and, eq, gt, isNull, lt, or } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { DAY, shift } from "#worker/lib/clock.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { linkHash, linkToken } from "#worker/lib/links.ts";
import { Problem } from "#worker/lib/problem.ts";
import { invitations, links } from "../schema.ts";

const SECOND_CLICK = 30_000;

export type Kind = "reset" | "invitation" | "device" | "setup";
type Target = { userId?: string; schoolId?: string; invitationId?: string };

/** Where a single-use link leads; its hash marks it as used. */
export type Link = {
  hash: string;
  userId: string | null;
  schoolId: string | null;
  invitationId: string | null;
};

/** A new link and the statement that keeps it. The mail carries the id; the token is made later. */
export function newLink(ctx: Ctx, kind: Kind, target: Target & { lives: number }) {
  const { lives, ...rest } = target;
  const id = uuidv7();
  const hash = linkHash(linkToken(ctx.env.KEYS, id));
  const times = { createdAt: ctx.now, expiresAt: shift(ctx.now, lives) };
  const write = ctx.db.insert(links).values({ id, hash, kind, ...rest, ...times });
  return { id, write };
}

/** The link behind a token. Unknown, used and too old are the same to whoever has it. */
export async function getLink(ctx: Ctx, kind: Kind, token: string): Promise<Link> {
  const open = and(isNull(links.usedAt), gt(links.expiresAt, ctx.now));
  const [link] = await ctx.db
    .select({
      hash: links.hash,
      userId: links.userId,
      schoolId: links.schoolId,
      invitationId: links.invitationId,
    })
    .from(links)
    .where(and(eq(links.hash, linkHash(token)), eq(links.kind, kind), open));
  if (!link) throw new Problem(410, "users.link_gone");
  return link;
}

/** A link that was used half a minute ago at most: a second click of the same form looks for it. */
export async function usedJustNow(
  ctx: Ctx,
  kind: Kind,
  token: string,
): Promise<{ userId: string | null; email: string | null } | undefined> {
  const [link] = await ctx.db
    .select({ userId: links.userId, email: invitations.email })
    .from(links)
    .leftJoin(
      invitations,
      and(eq(invitations.schoolId, links.schoolId), eq(invitations.id, links.invitationId)),
    )
    .where(
      and(
        eq(links.hash, linkHash(token)),
        eq(links.kind, kind),
        gt(links.usedAt, shift(ctx.now, -SECOND_CLICK)),
      ),
    );
  return link;
}

/** Uses a link up; stands before mustChange(), so that it works once. */
export function consumeLink(ctx: Ctx, hash: string): Statement {
  return ctx.db
    .update(links)
    .set({ usedAt: ctx.now })
    .where(and(eq(links.hash, hash), isNull(links.usedAt), gt(links.expiresAt, ctx.now)));
}

/** Ends every other link of that kind: what was sent before is worth nothing after. */
export function voidLinks(ctx: Ctx, kind: Kind, of: Target): Statement {
  const target = of.userId
    ? eq(links.userId, of.userId)
    : and(eq(links.schoolId, of.schoolId ?? ""), eq(links.invitationId, of.invitationId ?? ""));
  return ctx.db
    .update(links)
    .set({ usedAt: ctx.now })
    .where(and(target, eq(links.kind, kind), isNull(links.usedAt)));
}

/** Deletes what has been used or too old for a day. A job: nobody asked, so nothing is audited. */
export async function purgeLinks(ctx: Ctx): Promise<void> {
  const before = shift(ctx.now, -DAY);
  await ctx.db.delete(links).where(or(lt(links.expiresAt, before), lt(links.usedAt, before)));
}
