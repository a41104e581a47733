import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { shift } from "#worker/lib/clock.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Role } from "#worker/lib/grants.ts";
import { take } from "#worker/lib/limits.ts";
import { invitations } from "../schema.ts";
import { invitationTo, unique } from "./actions.ts";
import { INVITATION_LIVES, inviting } from "./queries.ts";

// People of a register, such as students, get an account with their own row in it.

type Person = { personId: string; role: Role; name: string; email: string };

const waiting = (ctx: Ctx, personId: string) =>
  and(
    eq(invitations.schoolId, ctx.actor.schoolId),
    eq(invitations.personId, personId),
    isNotNull(invitations.personId),
    isNull(invitations.acceptedAt),
    isNull(invitations.withdrawnAt),
  );

/** An invitation to see her own, for the commit() of her module. What was sent before gives way. */
export async function invitePerson(ctx: Ctx, { role, ...person }: Person, once?: string) {
  const { schoolId } = ctx.actor;
  const { isMember: _, ...names } = await inviting(ctx, person.email);
  await take(ctx, "invite.person", person.personId);
  await take(ctx, "invite.register", schoolId);
  const offer = invitationTo(ctx, { ...person, ...names, schoolId, roles: [role] }, once);
  return { ...offer, write: [withdrawFrom(ctx, person.personId), ...offer.write], unique };
}

/** Takes back what somebody of a register has not answered, such as a letter to a wrong address. */
export const withdrawFrom = (ctx: Ctx, personId: string): Statement =>
  ctx.db
    .update(invitations)
    .set({ withdrawnAt: ctx.now, version: sql`${invitations.version} + 1` })
    .where(waiting(ctx, personId));

/** The statement for the invitation that somebody has not answered. */
export const waitingInvitation = (ctx: Ctx, personId: string) =>
  ctx.db
    .select({ invitedAt: invitations.invitedAt, email: invitations.email })
    .from(invitations)
    .where(waiting(ctx, personId))
    .orderBy(desc(invitations.invitedAt))
    .limit(1);

/** Until when the link of an invitation works. */
export const worksUntil = (invitedAt: string): string => shift(invitedAt, INVITATION_LIVES);
