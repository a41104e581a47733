import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { type ClassUsage, isUsed, MANY, type Usage } from "./input.ts";

// By the tables' names, since the modules of students, staff and vehicles stand above this one.
// Counted no further than anybody needs to know.
const few = (rows: SQL) => sql`(select count(*) from (select 1 ${rows} limit ${MANY + 1}))`;

/** Who is trained or works here now, and what is driven, of each of these classes. */
export async function classUsage(ctx: Ctx, codes: readonly string[]): Promise<ClassUsage[]> {
  if (codes.length === 0) return [];
  const { schoolId } = ctx.actor;
  const today = dayOf(ctx.now);
  const rows = await ctx.db.all<ClassUsage>(sql`select j.value code,
    ${few(sql`from student_classes t join students s on s.school_id = t.school_id
      and s.id = t.student_id and s.status in ('waiting', 'active')
      where t.school_id = ${schoolId} and t.class_code = j.value`)} students,
    ${few(sql`from approvals a join employees e on e.school_id = a.school_id
      and e.id = a.employee_id and (e.left_on is null or e.left_on >= ${today})
      where a.school_id = ${schoolId} and a.class_code = j.value
        and (a.approved_to is null or a.approved_to >= ${today})`)} employees,
    ${few(sql`from vehicles v where v.school_id = ${schoolId} and v.retired_on is null
      and exists (select 1 from json_each(v.classes) c where c.value = j.value)`)} vehicles
    from json_each(${JSON.stringify(codes)}) j order by j.key`);
  return rows.filter(isUsed);
}

/** Who belongs to a branch now, and what stands there. */
export async function branchUsage(ctx: Ctx, id: string): Promise<Usage> {
  const { schoolId } = ctx.actor;
  const here = sql`school_id = ${schoolId} and branch_id = ${id}`;
  const [usage] = await ctx.db.all<Usage>(sql`select
    ${few(sql`from students where ${here} and status in ('waiting', 'active')`)} students,
    ${few(sql`from employees where ${here}
      and (left_on is null or left_on >= ${dayOf(ctx.now)})`)} employees,
    ${few(sql`from vehicles where ${here} and retired_on is null`)} vehicles`);
  return usage ?? { students: 0, employees: 0, vehicles: 0 };
}
