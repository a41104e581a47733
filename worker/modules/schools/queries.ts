import { and, eq, sql } from "drizzle-orm";
import { type Ctx, PLATFORM, type Statement } from "#worker/lib/ctx.ts";
import { log } from "#worker/lib/log.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { indexWords } from "#worker/lib/search.ts";
import { sessionsOf } from "#worker/lib/session.ts";
import { townOf } from "#worker/modules/postal/mod.ts";
import type { School, SchoolInput } from "./input.ts";
import { schools } from "./schema.ts";

// Named, never whole rows: a column added later does not slip out with them.
export const schoolColumns = {
  id: schools.id,
  slug: schools.slug,
  name: schools.name,
  orgnr: schools.orgnr,
  email: schools.email,
  phone: schools.phone,
  address: schools.address,
  postalCode: schools.postalCode,
  version: schools.version,
};

/** A row with the town of its postal code, which is never stored. */
export const withTown = <R extends { postalCode: string | null }>(row: R) => ({
  ...row,
  town: townOf(row.postalCode) ?? null,
});

/** The statement behind `getSchool`, for a batch. */
export const schoolQuery = (ctx: Ctx) =>
  ctx.db.select(schoolColumns).from(schools).where(eq(schools.id, ctx.actor.schoolId));

/** The school that is active in the session. */
export async function getSchool(ctx: Ctx): Promise<School> {
  return theSchool(await schoolQuery(ctx));
}

/** The one row of `schoolQuery`, ready to leave. */
export function theSchool(rows: Awaited<ReturnType<typeof schoolQuery>>): School {
  const [row] = rows;
  // The platform is a tenant of our own making and no school, so it has no such page.
  if (!row || row.id === PLATFORM) throw new Problem(404, "schools.not_found");
  return withTown(row);
}

/** Refuses a postal code that the register does not have. */
export function mustBePlace(postalCode: string | null): void {
  if (postalCode && !townOf(postalCode)) throw fieldProblem("postalCode", "postal.unknown");
}

// Writes are returned, not sent: commit() sends them in one batch with their audit row.

/** Also without fields of its own: what belongs to a school counts as a change of it. */
export function updateSchool(
  ctx: Ctx,
  version: number,
  change: Partial<SchoolInput> = {},
): Statement {
  return ctx.db
    .update(schools)
    .set({ ...change, version: sql`${schools.version} + 1` })
    .where(and(eq(schools.id, ctx.actor.schoolId), eq(schools.version, version)));
}

/** The platform finds schools by name, number and short name. */
export function indexSchool(
  ctx: Ctx,
  { id, ...row }: Pick<School, "id" | "slug" | "name" | "orgnr">,
): Statement[] {
  const platform = { ...ctx, actor: { ...ctx.actor, schoolId: PLATFORM } };
  const text = [row.name, row.slug, row.orgnr ?? ""].join(" ");
  return indexWords(platform, "school", { id, text });
}

/**
 * Makes the sessions of the school's staff read again what they keep of it: its name, how long
 * they may rest. By the tables' names, since the module of users stands above this one.
 */
export async function refreshSessions(ctx: Ctx): Promise<void> {
  const staff = await ctx.db.all<{ id: string }>(sql`
    select user_id as id from memberships
    where school_id = ${ctx.actor.schoolId} and ended_at is null and exists (
      select 1 from json_each(roles) where value not in ('student', 'guardian'))`);
  const told = staff.map(({ id }) => sessionsOf(ctx.env, id).forget());
  // The change is saved. Whoever was out of reach reads it when her object next wakes.
  for (const result of await Promise.allSettled(told))
    if (result.status === "rejected")
      log("error", "session.not_refreshed", { request_id: ctx.requestId });
}
