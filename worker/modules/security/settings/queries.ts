import { eq, sql } from "drizzle-orm";
import type { Ctx, Db, Statement } from "#worker/lib/ctx.ts";
import { securityRules } from "../schema.ts";
import { defaults, type Rules } from "./input.ts";

const columns = { rules: securityRules.rules, version: securityRules.version };

/** The rules of a school; what it has not said is what holds for everybody. Also for its monitor. */
export async function readRules(
  db: Db,
  schoolId: string,
): Promise<{ rules: Rules; version: number }> {
  const [row] = await db
    .select(columns)
    .from(securityRules)
    .where(eq(securityRules.schoolId, schoolId));
  return { rules: { ...defaults, ...row?.rules }, version: row?.version ?? 0 };
}

/** The rules of the active school. */
export const getRules = (ctx: Ctx) => readRules(ctx.db, ctx.actor.schoolId);

// Writes are returned, not sent.

/** Writes over the version that was seen; the caller puts mustChange() after it. */
export function writeRules(ctx: Ctx, rules: Rules, version: number): Statement {
  const { schoolId } = ctx.actor;
  return ctx.db
    .insert(securityRules)
    .values({ schoolId, rules, version: 1 })
    .onConflictDoUpdate({
      target: securityRules.schoolId,
      set: { rules, version: sql`${securityRules.version} + 1` },
      setWhere: eq(securityRules.version, version),
    });
}
