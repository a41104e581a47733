import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { type Ctx, PLATFORM, type Statement } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import type { Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem } from "#worker/lib/problem.ts";
import { findIds, inOrder, oneOf } from "#worker/lib/search.ts";
import { schools, withTown } from "#worker/modules/schools/mod.ts";
import { invitations, memberships, users } from "#worker/modules/users/mod.ts";
import type { Tenant, TenantDetail, TenantList } from "./input.ts";

const columns = {
  id: schools.id,
  slug: schools.slug,
  name: schools.name,
  orgnr: schools.orgnr,
  postalCode: schools.postalCode,
  createdAt: schools.createdAt,
};

/** The scope of this module: every school, for whoever stands on the platform itself. */
function everySchool(ctx: Ctx) {
  if (ctx.actor.schoolId !== PLATFORM) throw new Problem(403, "forbidden");
  return ne(schools.id, PLATFORM);
}

export async function listTenants(ctx: Ctx, list: TenantList): Promise<Paged<Tenant>> {
  const every = everySchool(ctx);
  if (list.q) {
    const { ids, after } = await findIds(ctx, "school", list);
    const rows = await ctx.db
      .select(columns)
      .from(schools)
      .where(and(every, oneOf(schools.id, ids)));
    return { items: inOrder(rows, ids).map(withTown), after };
  }
  const { after, order, limit } = keyset({ slug: schools.slug }, schools.id, list);
  const rows = await ctx.db
    .select(columns)
    .from(schools)
    .where(and(every, after))
    .orderBy(...order)
    .limit(limit);
  return toPage(rows.map(withTown), list);
}

// The two lists of people are short; the limit is only a fuse.
const FUSE = 50;
const owns = (roles: SQLiteColumn) =>
  sql`exists (select 1 from json_each(${roles}) where value = 'owner')`;
const isOpen = (schoolId: string) =>
  and(
    eq(invitations.schoolId, schoolId),
    isNull(invitations.acceptedAt),
    isNull(invitations.withdrawnAt),
  );

export async function getTenant(ctx: Ctx, id: string): Promise<TenantDetail> {
  const [rows, owners, invited] = await ctx.db.batch([
    ctx.db
      .select(columns)
      .from(schools)
      .where(and(everySchool(ctx), eq(schools.id, id))),
    ctx.db
      .select({ name: users.name, email: users.email, since: memberships.since })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(eq(memberships.schoolId, id), isNull(memberships.endedAt), owns(memberships.roles)),
      )
      .orderBy(memberships.since)
      .limit(FUSE),
    ctx.db
      .select({
        name: invitations.name,
        email: invitations.email,
        since: invitations.invitedAt,
      })
      .from(invitations)
      .where(and(isOpen(id), owns(invitations.roles)))
      .orderBy(invitations.email)
      .limit(FUSE),
  ]);
  const [row] = rows;
  if (!row) throw new Problem(404, "platform.not_found");
  return { ...withTown(row), owners, invited };
}

/** The invitation of the active school that an address has not answered. */
export async function openOffer(ctx: Ctx, email: string): Promise<Seen | undefined> {
  const [offer] = await ctx.db
    .select({ id: invitations.id, version: invitations.version })
    .from(invitations)
    .where(and(isOpen(ctx.actor.schoolId), eq(invitations.email, email)));
  return offer;
}

/** Whether an address belongs to somebody who runs the platform. */
export async function worksHere(ctx: Ctx, email: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: users.id })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(
      and(eq(users.email, email), eq(memberships.schoolId, PLATFORM), isNull(memberships.endedAt)),
    );
  return rows.length > 0;
}

// Writes are returned, not sent.

export function insertSchool(
  ctx: Ctx,
  school: Pick<Tenant, "id" | "slug" | "name" | "orgnr">,
): Statement {
  return ctx.db.insert(schools).values({ ...school, createdAt: ctx.now });
}
