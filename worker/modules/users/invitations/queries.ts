import { and, eq, isNull, sql } from "drizzle-orm";
import { DAY, shift } from "#worker/lib/clock.ts";
import { type Ctx, PLATFORM, type Statement } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { type Grant, type Role, rolesWith } from "#worker/lib/grants.ts";
import type { Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem } from "#worker/lib/problem.ts";
import { asSetting, schools, settingRow } from "#worker/modules/schools/mod.ts";
import { getLink } from "../links/queries.ts";
import { invitations, memberships, users } from "../schema.ts";
import type { Invitation, InvitationList } from "./input.ts";

/** How long the link of an invitation works. */
export const INVITATION_LIVES = 7 * DAY;

const columns = {
  id: invitations.id,
  email: invitations.email,
  name: invitations.name,
  roles: invitations.roles,
  invitedAt: invitations.invitedAt,
  // Renamed: D1 keeps one of two columns that a batched select gives the same name.
  invitedBy: sql<string>`${users.name}`.as("inviter_name"),
  version: invitations.version,
};

const open = and(isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt));
const mine = (ctx: Ctx) => and(eq(invitations.schoolId, ctx.actor.schoolId), open);

/** The query of a page of the invitations that wait, by address. */
export function invitationsQuery(ctx: Ctx, list: InvitationList) {
  const sorts = { email: invitations.email };
  const { after, order, limit } = keyset(sorts, invitations.id, list);
  return ctx.db
    .select(columns)
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(and(mine(ctx), isNull(invitations.personId), after))
    .orderBy(...order)
    .limit(limit);
}

type Row = Omit<Invitation, "roles" | "expiresAt"> & { roles: readonly Role[] };

const shown = (row: Row): Invitation => ({
  ...row,
  roles: row.roles as Invitation["roles"],
  expiresAt: shift(row.invitedAt, INVITATION_LIVES),
});

export function invitationsPage(rows: readonly Row[], list: InvitationList): Paged<Invitation> {
  const { items, after } = toPage(rows, list);
  return { items: items.map(shown), after };
}

export async function listInvitations(ctx: Ctx, list: InvitationList): Promise<Paged<Invitation>> {
  return invitationsPage(await invitationsQuery(ctx, list), list);
}

export async function getInvitation(ctx: Ctx, id: string): Promise<Invitation> {
  const [row] = await ctx.db
    .select(columns)
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(and(mine(ctx), eq(invitations.id, id)));
  if (!row) throw new Problem(404, "users.no_invitation");
  return shown(row);
}

/** Who invites to what, for the mail, and whether the address belongs to a member already. */
export async function inviting(ctx: Ctx, email: string) {
  const { schoolId, id } = ctx.actor;
  const member = and(eq(memberships.schoolId, schoolId), isNull(memberships.endedAt));
  const [places, people, locales, members] = await ctx.db.batch([
    ctx.db.select({ name: schools.name }).from(schools).where(eq(schools.id, schoolId)),
    ctx.db.select({ name: users.name }).from(users).where(eq(users.id, id)),
    settingRow(ctx, "default_locale"),
    ctx.db
      .select({ id: users.id })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(and(eq(users.email, email), member)),
  ]);
  return {
    schoolName: places[0]?.name ?? "",
    inviter: people[0]?.name ?? "",
    /** Whoever is invited has not chosen a language yet: the school has. */
    locale: asSetting("default_locale", locales),
    isMember: members.length > 0,
  };
}

type Offer = Pick<typeof invitations.$inferInsert, "email" | "name" | "roles" | "personId"> & {
  schoolId: string;
};

export function insertInvitation(ctx: Ctx, id: string, offer: Offer): Statement {
  return ctx.db
    .insert(invitations)
    .values({ id, ...offer, invitedBy: ctx.actor.id, invitedAt: ctx.now });
}

type Fields = Partial<
  Pick<typeof invitations.$inferInsert, "invitedAt" | "invitedBy" | "withdrawnAt">
>;

export function updateInvitation(ctx: Ctx, seen: Seen, fields: Fields): Statement {
  return ctx.db
    .update(invitations)
    .set({ ...fields, version: sql`${invitations.version} + 1` })
    .where(and(mine(ctx), eq(invitations.id, seen.id), eq(invitations.version, seen.version)));
}

const givers = (grant: Grant) =>
  sql.join(
    rolesWith(grant).map((role) => sql`${role}`),
    sql`, `,
  );

/**
 * Whoever invited may still do so: she belongs to the school, or runs the platform, with a role
 * that lets people in; who keeps the register lets in those of the register. Without that her
 * offers are worth nothing any more. Named by hand: drizzle would leave the table out, and the
 * school would be that of `m`.
 */
const stillOffered = sql`exists (select 1 from ${memberships} m join ${users} u on u.id = m.user_id
  join json_each(m.roles) r on r.value in (${givers("users:write")})
    or (invitations.person_id is not null and r.value in (${givers("students:write")}))
  where m.user_id = invitations.invited_by and m.ended_at is null and u.disabled_at is null
    and m.school_id in (invitations.school_id, ${PLATFORM}))`;

/** What an invitation's link leads to, for whoever holds it: she belongs to no school yet. */
export async function invitationBehind(ctx: Ctx, token: string) {
  const link = await getLink(ctx, "invitation", token);
  const [row] = await ctx.db
    .select({
      id: invitations.id,
      schoolId: invitations.schoolId,
      schoolName: schools.name,
      email: invitations.email,
      name: invitations.name,
      roles: invitations.roles,
      personId: invitations.personId,
      inviter: users.name,
    })
    .from(invitations)
    .innerJoin(schools, eq(schools.id, invitations.schoolId))
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(
      and(
        eq(invitations.schoolId, link.schoolId ?? ""),
        eq(invitations.id, link.invitationId ?? ""),
        open,
        stillOffered,
      ),
    );
  if (!row) throw new Problem(410, "users.link_gone");
  return { ...row, hash: link.hash };
}

/** Marks an invitation as accepted; stands before mustChange(). */
export function acceptedNow(ctx: Ctx, of: { schoolId: string; id: string }): Statement {
  return ctx.db
    .update(invitations)
    .set({ acceptedAt: ctx.now, version: sql`${invitations.version} + 1` })
    .where(
      and(eq(invitations.schoolId, of.schoolId), eq(invitations.id, of.id), open, stillOffered),
    );
}
