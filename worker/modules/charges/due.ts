import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { students } from "#worker/modules/students/mod.ts";
import { mine } from "./queries.ts";
import { charges } from "./schema.ts";

// Enough for a day's invoicing; what is left comes with the next look.
const OLDEST = 200;

/** The students with something delivered and not invoiced, the one who waits longest first. */
export function studentsWithDue(ctx: Ctx) {
  const oldest = ctx.db
    .select({
      studentId: charges.studentId,
      onDate: charges.onDate,
      open: sql<number>`${charges.grossOre} - ${charges.prepaidOre}`.as("open"),
    })
    .from(charges)
    .where(and(mine(ctx), eq(charges.status, "due"), gt(charges.grossOre, 0)))
    .orderBy(asc(charges.onDate), asc(charges.id))
    .limit(OLDEST)
    .as("oldest");
  return ctx.db
    .select({
      id: students.id,
      number: students.number,
      name: sql<string>`${students.firstName} || ' ' || ${students.lastName}`,
      since: sql<string>`min(${oldest.onDate})`,
      lines: sql<number>`count(*)`,
      openOre: sql<number>`sum(${oldest.open})`,
    })
    .from(oldest)
    .innerJoin(
      students,
      and(eq(students.schoolId, ctx.actor.schoolId), eq(students.id, oldest.studentId)),
    )
    .groupBy(students.id)
    .orderBy(sql`min(${oldest.onDate})`);
}
