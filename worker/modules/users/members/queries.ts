import { and, eq, isNull, sql } from "drizzle-orm";
import { guard } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Role } from "#worker/lib/grants.ts";
import type { Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem } from "#worker/lib/problem.ts";
import { memberships, users } from "../schema.ts";
import type { Member, MemberList } from "./input.ts";
import { keyRole } from "./rules.ts";

const columns = {
  id: memberships.userId,
  name: users.name,
  email: users.email,
  roles: memberships.roles,
  since: memberships.since,
  secondFactor: sql<boolean>`${users.totpAt} is not null`.mapWith(Boolean),
  version: memberships.version,
};

const mine = (ctx: Ctx) =>
  and(eq(memberships.schoolId, ctx.actor.schoolId), isNull(memberships.endedAt));

/** The query of a page of members; those who work here and the others are two lists. */
export function membersQuery(ctx: Ctx, list: MemberList) {
  const sorts = { id: memberships.userId };
  const { after, order, limit } = keyset(sorts, memberships.userId, { ...list, sort: "id" });
  const staff = eq(memberships.staff, list.kind === "others" ? 0 : 1);
  return ctx.db
    .select(columns)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(mine(ctx), staff, after))
    .orderBy(...order)
    .limit(limit);
}

export async function listMembers(ctx: Ctx, list: MemberList): Promise<Paged<Member>> {
  return membersPage(await membersQuery(ctx, list), list);
}

type Row = Omit<Member, "roles"> & { roles: readonly Role[] };

/** A page of the rows that `membersQuery` found. */
export function membersPage(rows: readonly Row[], list: MemberList): Paged<Member> {
  const { items, after } = toPage(rows, { ...list, sort: "id" });
  return { items: items.map((row) => ({ ...row, roles: [...row.roles] })), after };
}

/** One member, and how many hold the role that must never be without a holder. */
export async function getMember(
  ctx: Ctx,
  id: string,
): Promise<{ member: Member; holders: number }> {
  const [rows, holders] = await ctx.db.batch([
    ctx.db
      .select(columns)
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(mine(ctx), eq(memberships.userId, id))),
    ctx.db
      .select({ id: memberships.userId })
      .from(memberships)
      .where(and(mine(ctx), eq(memberships.staff, 1), holds(keyRole(ctx.actor.schoolId)))),
  ]);
  const [row] = rows;
  if (!row) throw new Problem(404, "users.not_found");
  return { member: { ...row, roles: [...row.roles] }, holders: holders.length };
}

const holds = (role: Role) =>
  sql`exists (select 1 from json_each(${memberships.roles}) where value = ${role})`;

type Seen = { id: string; version: number };

const seenRow = (ctx: Ctx, seen: Seen) =>
  and(mine(ctx), eq(memberships.userId, seen.id), eq(memberships.version, seen.version));

export function updateRoles(ctx: Ctx, seen: Seen, roles: readonly Role[]): Statement {
  return ctx.db
    .update(memberships)
    .set({ roles, version: sql`${memberships.version} + 1` })
    .where(seenRow(ctx, seen));
}

export function endedNow(ctx: Ctx, seen: Seen): Statement {
  return ctx.db
    .update(memberships)
    .set({ endedAt: ctx.now, version: sql`${memberships.version} + 1` })
    .where(seenRow(ctx, seen));
}

/** Aborts the batch when it would leave nobody to lead: two owners may remove each other at once. */
export function someoneLeads(ctx: Ctx): Statement {
  const { schoolId } = ctx.actor;
  return ctx.db.insert(guard).select(sql`select exists (
    select 1 from memberships m, json_each(m.roles) r
    where m.school_id = ${schoolId} and m.staff = 1 and m.ended_at is null
      and r.value = ${keyRole(schoolId)})`);
}

/** Aborts the batch when the platform has an administrator already. */
export function nobodyLeads(ctx: Ctx, schoolId: string): Statement {
  return ctx.db.insert(guard).select(sql`select not exists (
    select 1 from memberships m, json_each(m.roles) r
    where m.school_id = ${schoolId} and m.staff = 1 and m.ended_at is null
      and r.value = ${keyRole(schoolId)})`);
}

type Joining = { schoolId: string; userId: string; roles: readonly Role[] };

/** What she is here already stays: who teaches at a school may learn there too. */
const alsoNow = sql`case when ${memberships.endedAt} is not null then excluded.roles else
  (select json_group_array(value) from (select value from json_each(${memberships.roles})
    union select value from json_each(excluded.roles))) end`;

/** Somebody joins a school, or comes back to it. */
export function insertMembership(ctx: Ctx, { schoolId, userId, roles }: Joining): Statement {
  return ctx.db
    .insert(memberships)
    .values({ schoolId, userId, roles, since: ctx.now })
    .onConflictDoUpdate({
      target: [memberships.schoolId, memberships.userId],
      set: {
        roles: alsoNow,
        since: sql`case when ${memberships.endedAt} is null then ${memberships.since} else ${ctx.now} end`,
        endedAt: null,
        version: sql`${memberships.version} + 1`,
      },
    });
}

/** Those who own a school, to be told of what concerns all of it. */
export const ownersOf = (ctx: Ctx, schoolId: string) =>
  ctx.db
    .select({ id: users.id, email: users.email, locale: users.locale })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.schoolId, schoolId),
        isNull(memberships.endedAt),
        isNull(users.disabledAt),
        sql`exists (select 1 from json_each(${memberships.roles}) where value = 'owner')`,
      ),
    );
