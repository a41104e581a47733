import { and, eq, not, type SQL, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { type ClassCode, classCodes } from "#worker/lib/fields.ts";
import { oneOf } from "#worker/lib/search.ts";
import { schoolQuery, theSchool } from "../queries.ts";
import { schoolClasses } from "../schema.ts";
import type { Classes, Offered } from "./input.ts";

const mine = (ctx: Ctx) => eq(schoolClasses.schoolId, ctx.actor.schoolId);

/** The statement behind `offeredClasses`, for a batch; `asOffered` puts its rows in order. */
export const offeredRows = (ctx: Ctx) =>
  ctx.db
    .select({ code: sql<ClassCode>`${schoolClasses.code}`, since: schoolClasses.since })
    .from(schoolClasses)
    .where(mine(ctx));

/** In the order of the law: AM before A, A before B. */
export const asOffered = (rows: readonly Offered[]): Offered[] =>
  rows.toSorted((a, b) => classCodes.indexOf(a.code) - classCodes.indexOf(b.code));

/**
 * The classes a list gives to choose from, for a batch: what the school offers, and what it still
 * has rows of. `used` says the latter of the class in `j.value`.
 */
export function classChoice(ctx: Ctx, used: SQL) {
  const { schoolId } = ctx.actor;
  return ctx.db
    .select({ code: sql<ClassCode>`j.value`.as("code") })
    .from(sql`json_each(${JSON.stringify(classCodes)}) j`)
    .where(
      sql`exists (select 1 from school_classes o where o.school_id = ${schoolId} and o.code = j.value)
        or ${used}`,
    )
    .orderBy(sql`j.key`);
}

/** The licence classes the school offers today. */
export async function offeredClasses(ctx: Ctx): Promise<ClassCode[]> {
  return asOffered(await offeredRows(ctx)).map((row) => row.code);
}

export async function getClasses(ctx: Ctx): Promise<Classes> {
  const [school, rows] = await ctx.db.batch([schoolQuery(ctx), offeredRows(ctx)]);
  return { items: asOffered(rows), version: theSchool(school).version };
}

// Writes are returned, not sent.

/** Makes the set the one that is offered. What stays keeps its day. */
export function replaceClasses(ctx: Ctx, codes: readonly ClassCode[], today: string): Statement[] {
  const { schoolId } = ctx.actor;
  return [
    ctx.db.delete(schoolClasses).where(and(mine(ctx), not(oneOf(schoolClasses.code, codes)))),
    ctx.db
      .insert(schoolClasses)
      .select(
        sql`select ${schoolId}, value, ${today} from json_each(${JSON.stringify(codes)}) where 1`,
      )
      .onConflictDoNothing(),
  ];
}
