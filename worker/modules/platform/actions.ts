import { diffOf } from "#worker/lib/audit.ts";
import { commit } from "#worker/lib/commit.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { letter } from "#worker/modules/mail/mod.ts";
import { indexSchool, insertCounters } from "#worker/modules/schools/mod.ts";
import {
  getAccount,
  invitationTo,
  invite,
  ownersOf,
  renewInvitation,
} from "#worker/modules/users/mod.ts";
import type { NewOwner, NewSchool } from "./input.ts";
import { getTenant, insertSchool, openOffer, worksHere } from "./queries.ts";
import { slugFor } from "./rules.ts";

const unique = {
  "schools.slug": ["slug", "platform.slug_taken"],
  "schools.orgnr": ["orgnr", "schools.orgnr_taken"],
} as const;

/**
 * Founds a school and invites its first owner: the school, its counters and the mail with the link
 * are there together or not at all. The school's own log begins with it.
 */
export async function foundSchool(ctx: Ctx, id: string, input: NewSchool): Promise<void> {
  if (ctx.actor.schoolId !== PLATFORM) throw new Problem(403, "forbidden");
  const { ownerName, ownerEmail, ...rest } = input;
  const school = { id, ...rest, slug: rest.slug ?? slugFor(rest.name) };
  const { name: inviter, locale } = await getAccount(ctx, ctx.actor.id);
  const offer = invitationTo(ctx, {
    name: ownerName,
    email: ownerEmail,
    roles: ["owner"],
    schoolId: id,
    schoolName: school.name,
    inviter,
    locale,
  });
  await commit(ctx, {
    schoolId: id,
    action: "platform.school_founded",
    entity: "school",
    entityId: id,
    diff: diffOf({}, { ...school, ownerEmail }),
    write: [
      insertSchool(ctx, school),
      insertCounters(ctx, id),
      ...indexSchool(ctx, school),
      ...offer.write,
    ],
    tell: offer.tell,
    unique,
    once: true,
  });
}

/**
 * Invites an owner into a school; whoever is invited already gets a new link instead. Nobody of the
 * platform comes into a school this way, or unheard: those who own it get a mail.
 */
export async function inviteOwner(ctx: Ctx, id: string, owner: NewOwner): Promise<void> {
  // The scope: only the platform, and only a school that exists.
  const { name: schoolName } = await getTenant(ctx, id);
  if (await worksHere(ctx, owner.email)) throw fieldProblem("email", "platform.own_people");
  const inside = { ...ctx, actor: { ...ctx.actor, schoolId: id } };
  const open = await openOffer(inside, owner.email);
  if (open) return renewInvitation(inside, open);
  const [owners, { name: who }] = [await ownersOf(ctx, id), await getAccount(ctx, ctx.actor.id)];
  const params = { schoolName, who, name: owner.name, email: owner.email, path: "/people" };
  const letters = owners.map(({ email, locale }) =>
    letter(inside, { template: "owner_invited", recipient: email, locale, params }),
  );
  await invite(inside, { ...owner, roles: ["owner"] }, { letters });
}
