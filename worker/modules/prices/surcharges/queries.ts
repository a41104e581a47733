import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { branches } from "#worker/modules/schools/mod.ts";
import type { SurchargeInput } from "../input.ts";
import { surcharges } from "../schema.ts";

const FUSE = 300;
const mine = (ctx: Ctx) => eq(surcharges.schoolId, ctx.actor.schoolId);

/** Every surcharge there was, is and will be, newest first. */
export const listSurcharges = (ctx: Ctx) =>
  ctx.db
    .select({
      id: surcharges.id,
      kind: surcharges.kind,
      classCode: surcharges.classCode,
      branchId: surcharges.branchId,
      branch: branches.name,
      fromTime: surcharges.fromTime,
      validFrom: surcharges.validFrom,
      amountOre: surcharges.amountOre,
      setAt: surcharges.setAt,
    })
    .from(surcharges)
    .leftJoin(
      branches,
      and(eq(branches.schoolId, surcharges.schoolId), eq(branches.id, surcharges.branchId)),
    )
    .where(mine(ctx))
    .orderBy(asc(surcharges.scope), desc(surcharges.validFrom))
    .limit(FUSE);

export function insertSurcharge(ctx: Ctx, id: string, input: SurchargeInput): Statement {
  const { schoolId, id: setBy } = ctx.actor;
  const scope = [input.kind, input.classCode ?? "", input.branchId ?? ""].join("|");
  return ctx.db.insert(surcharges).values({ ...input, schoolId, id, scope, setBy, setAt: ctx.now });
}

/** Takes one away that has not begun; the caller puts mustChange() after it. */
export function deleteSurcharge(ctx: Ctx, id: string): Statement {
  return ctx.db
    .delete(surcharges)
    .where(and(mine(ctx), eq(surcharges.id, id), sql`${surcharges.validFrom} > ${dayOf(ctx.now)}`));
}
