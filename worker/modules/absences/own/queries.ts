import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { rolesWith } from "#worker/lib/grants.ts";
import { lessonsHit } from "#worker/modules/bookings/mod.ts";
import { employees, ownId } from "#worker/modules/employees/mod.ts";
import { memberships, users } from "#worker/modules/users/mod.ts";
import { absences } from "../schema.ts";
import { illKinds } from "./input.ts";

type Stretch = { startsAt: string; endsAt: string };

/** Who she is on the staff list, what she teaches meanwhile, and who shares it out. One trip. */
export async function readIll(ctx: Ctx, stretch: Stretch) {
  const { schoolId, id } = ctx.actor;
  const roles = JSON.stringify(rolesWith("absences:write"));
  const [[me], lessons, register, [told]] = await ctx.db.batch([
    ctx.db
      .select({
        id: employees.id,
        name: sql<string>`${employees.firstName} || ' ' || ${employees.lastName}`,
        schoolName: sql<string>`(select c.name from schools c where c.id = employees.school_id)`,
      })
      .from(employees)
      .where(
        and(
          eq(employees.schoolId, schoolId),
          eq(employees.id, ownId(ctx)),
          isNull(employees.leftOn),
        ),
      ),
    lessonsHit(ctx, { employeeId: ownId(ctx), ...stretch }),
    ctx.db
      .select({
        userId: users.id,
        email: users.email,
        locale: users.locale,
        office: sql`exists (select 1 from json_each(${memberships.roles}) where value = 'office')`
          .mapWith(Boolean)
          .as("office"),
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          eq(memberships.schoolId, schoolId),
          isNull(memberships.endedAt),
          isNull(users.disabledAt),
          sql`exists (select 1 from json_each(${memberships.roles}) r
            join json_each(${roles}) w on w.value = r.value)`,
        ),
      )
      .limit(50),
    ctx.db
      .select({ id: absences.id })
      .from(absences)
      .where(
        and(
          eq(absences.schoolId, schoolId),
          eq(absences.employeeId, ownId(ctx)),
          inArray(absences.kind, illKinds),
          eq(absences.endsAt, stretch.endsAt),
          eq(absences.createdBy, id),
          isNull(absences.cancelledAt),
        ),
      )
      .limit(1),
  ]);
  const others = register.filter(({ userId }) => userId !== id);
  const office = others.filter((one) => one.office);
  // The same said again is no news; another last day is.
  const readers = office.length > 0 ? office : others;
  return { me, lessons, readers: told ? [] : readers };
}
export type IllFacts = Awaited<ReturnType<typeof readIll>>;
