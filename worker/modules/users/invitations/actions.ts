import { uuidv7 } from "uuidv7";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Locale } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import type { Role } from "#worker/lib/grants.ts";
import { take } from "#worker/lib/limits.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { letter } from "#worker/modules/mail/mod.ts";
import { newLink, voidLinks } from "../links/queries.ts";
import { rolesOf } from "../members/rules.ts";
import type { InvitationInput } from "./input.ts";
import {
  getInvitation,
  INVITATION_LIVES,
  insertInvitation,
  inviting,
  updateInvitation,
} from "./queries.ts";

export const unique = {
  "invitations.school_id, invitations.email": ["email", "users.already_invited"],
} as const;
const about = (entityId: string) => ({ entity: "invitation", entityId });

type Letter = ReturnType<typeof letter>;

/**
 * Offers roles to an address; the mail's link lets its reader in. Answers the invitation's id.
 * `letters` tell others of it.
 */
export async function invite(
  ctx: Ctx,
  input: InvitationInput,
  { once, letters = [] }: { once?: string | undefined; letters?: readonly Letter[] } = {},
): Promise<string> {
  const { schoolId } = ctx.actor;
  if (input.roles.some((role) => !rolesOf(schoolId).includes(role)))
    throw fieldProblem("roles", "users.role_elsewhere");
  const { isMember, ...names } = await inviting(ctx, input.email);
  if (isMember) throw fieldProblem("email", "users.already_member");
  await takeBoth(ctx);
  const offer = invitationTo(ctx, { ...input, schoolId, ...names }, once);
  try {
    await commit(ctx, {
      ...about(offer.id),
      action: "users.invited",
      diff: { email: [null, input.email], roles: [null, input.roles] },
      write: [...offer.write, ...letters.map(({ write }) => write)],
      tell: [...offer.tell, ...letters.map(({ tell }) => tell)],
      unique,
    });
  } catch (error) {
    // A second click meets the row of the first by its address before it meets it by its id.
    const open = error instanceof Problem && error.code === "users.already_invited";
    if (open && once && (await isOpen(ctx, once))) throw new Problem(409, "already_done");
    throw error;
  }
  return offer.id;
}

type Names = { schoolName: string; inviter: string; locale: Locale };
type Offer = Names & {
  name: string;
  email: string;
  roles: readonly Role[];
  schoolId: string;
  personId?: string;
};

/** An invitation as rows and a mail, for the commit() of whoever makes it. */
export function invitationTo(ctx: Ctx, offer: Offer, once?: string) {
  const id = once ?? uuidv7();
  const { schoolName, inviter, locale, ...row } = offer;
  const mail = mailWithLink(
    ctx,
    { id, email: row.email, schoolId: row.schoolId },
    { schoolName, inviter, locale },
  );
  return { id, write: [insertInvitation(ctx, id, row), ...mail.write], tell: mail.tell };
}

/** Sends a new link; the one sent before stops working. */
export async function renewInvitation(ctx: Ctx, seen: Seen): Promise<void> {
  const { schoolId } = ctx.actor;
  const { email } = await getInvitation(ctx, seen.id);
  const { isMember: _, ...names } = await inviting(ctx, email);
  await takeBoth(ctx);
  const mail = mailWithLink(ctx, { id: seen.id, email, schoolId }, names);
  await commit(ctx, {
    ...about(seen.id),
    action: "users.invitation_renewed",
    write: [
      // From now on it is hers who sent it again.
      updateInvitation(ctx, seen, { invitedAt: ctx.now, invitedBy: ctx.actor.id }),
      mustChange(ctx),
      voidLinks(ctx, "invitation", { schoolId, invitationId: seen.id }),
      ...mail.write,
    ],
    tell: mail.tell,
  });
}

/** Takes an offer back; its link stops working. */
export async function withdrawInvitation(ctx: Ctx, seen: Seen): Promise<void> {
  const { schoolId } = ctx.actor;
  await getInvitation(ctx, seen.id);
  await commit(ctx, {
    ...about(seen.id),
    action: "users.invitation_withdrawn",
    write: [
      updateInvitation(ctx, seen, { withdrawnAt: ctx.now }),
      mustChange(ctx),
      voidLinks(ctx, "invitation", { schoolId, invitationId: seen.id }),
    ],
  });
}

type To = { id: string; email: string; schoolId: string };

function mailWithLink(ctx: Ctx, { id, email, schoolId }: To, { locale, ...names }: Names) {
  const target = { schoolId, invitationId: id, lives: INVITATION_LIVES };
  const link = newLink(ctx, "invitation", target);
  const params = { linkId: link.id, ...names };
  const about = { template: "invitation", recipient: email, locale, params, schoolId } as const;
  const { write, tell } = letter(ctx, about);
  return { write: [link.write, write], tell: [tell] };
}

async function takeBoth(ctx: Ctx): Promise<void> {
  await take(ctx, "invite.actor", ctx.actor.id);
  await take(ctx, "invite.school", ctx.actor.schoolId);
}

const isOpen = (ctx: Ctx, id: string) =>
  getInvitation(ctx, id).then(
    () => true,
    () => false,
  );
