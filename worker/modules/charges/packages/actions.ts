import { and, eq, sql } from "drizzle-orm";
import { diffOf } from "#worker/lib/audit.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addMonths, dayOf } from "#worker/lib/dates.ts";
import { Problem, refuseFor } from "#worker/lib/problem.ts";
import { getPackage, packageItems } from "#worker/modules/prices/mod.ts";
import { getStudent, touchStudent } from "#worker/modules/students/mod.ts";
import { studentPackageItems, studentPackages } from "../schema.ts";

const school = "charges.school_record";

type Sold = { id: string; studentId: string; packageId: string };

/**
 * Sells a package as it is today. Nothing is booked and nothing is owed: a pure prepayment is no
 * sale (bokføringsforskriften § 5-2-6). What she pays is an advance, used as lessons are given.
 */
export async function sellPackage(ctx: Ctx, { id, studentId, packageId }: Sold): Promise<void> {
  await getStudent(ctx, studentId);
  const pack = await getPackage(ctx, packageId);
  if (pack.closedOn !== null)
    refuseFor([{ code: "charges.package_closed", source: "prices.school_list" }]);
  if (pack.items.length === 0)
    refuseFor([{ code: "charges.package_empty", source: "prices.school_list" }]);
  const { schoolId } = ctx.actor;
  const soldOn = dayOf(ctx.now);
  const { name, priceOre, validMonths } = pack;
  await commit(ctx, {
    action: "charges.package_sold",
    entity: "student_package",
    entityId: id,
    diff: diffOf({}, { studentId, packageId, priceOre }),
    write: [
      ctx.db.insert(studentPackages).values({
        ...{ schoolId, id, studentId, packageId, name, priceOre, soldOn },
        expiresOn: addMonths(soldOn, validMonths),
      }),
      ctx.db.insert(studentPackageItems).select(
        sql`select school_id, ${id}, product_id, quantity, 0, unit_ore from ${packageItems}
          where school_id = ${schoolId} and package_id = ${packageId}`,
      ),
      touchStudent(ctx, { id: studentId }),
    ],
    once: true,
  });
}

type Ended = { id: string; studentId: string; version: number };

/** Ends a package with a reason: no more lessons out of it, and what was paid stays an advance. */
export async function endPackage(
  ctx: Ctx,
  { id, studentId, version }: Ended,
  reason: string,
): Promise<void> {
  const own = and(
    eq(studentPackages.schoolId, ctx.actor.schoolId),
    eq(studentPackages.studentId, studentId),
    eq(studentPackages.id, id),
  );
  const [before] = await ctx.db
    .select({ endedOn: studentPackages.endedOn, version: studentPackages.version })
    .from(studentPackages)
    .where(own);
  if (!before) throw new Problem(404, "charges.not_found");
  if (before.endedOn !== null) refuseFor([{ code: "charges.package_ended", source: school }]);
  const endedOn = dayOf(ctx.now);
  await commit(ctx, {
    action: "charges.package_ended",
    entity: "student_package",
    entityId: id,
    reason,
    diff: diffOf<{ endedOn: string | null }>(before, { endedOn }),
    write: [
      ctx.db
        .update(studentPackages)
        .set({ endedOn, reason, version: sql`${studentPackages.version} + 1` })
        .where(and(own, eq(studentPackages.version, version))),
      mustChange(ctx),
    ],
  });
}
