import { and, asc, eq, gte, isNull, lte, notExists, or, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, dayOf } from "#worker/lib/dates.ts";
import { HORIZON } from "#worker/lib/due.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { approvals, employees, workingHours } from "../schema.ts";

const worksHere = (ctx: Ctx) => or(isNull(employees.leftOn), gte(employees.leftOn, dayOf(ctx.now)));

/**
 * The id of the employee who is signed in, for use in a larger query: by her account, else by her
 * e-mail address. Each is looked up in an index of its own.
 */
export function ownId(ctx: Ctx): SQL {
  const { id, schoolId } = ctx.actor;
  return sql`coalesce(
    (select e.id from employees e where e.school_id = ${schoolId} and e.user_id = ${id}
      order by e.left_on is not null limit 1),
    (select e.id from employees e where e.school_id = ${schoolId} and e.user_id is null
      and e.email is not null and e.left_on is null
      and e.email = (select u.email from users u where u.id = ${id})))`;
}

/** Statements for what the person who is signed in may teach, and when she works that weekday. */
export function ownWork(ctx: Ctx, weekday: number) {
  const { schoolId } = ctx.actor;
  return {
    employee: ctx.db
      .select({ id: employees.id })
      .from(employees)
      .where(and(eq(employees.schoolId, schoolId), eq(employees.id, ownId(ctx)))),
    approvals: ctx.db
      .select({
        classCode: approvals.classCode,
        approvedFrom: approvals.approvedFrom,
        approvedTo: approvals.approvedTo,
      })
      .from(approvals)
      .where(and(eq(approvals.schoolId, schoolId), eq(approvals.employeeId, ownId(ctx))))
      .orderBy(asc(approvals.classCode)),
    hours: ctx.db
      .select({ starts: workingHours.starts, ends: workingHours.ends })
      .from(workingHours)
      .where(
        and(
          eq(workingHours.schoolId, schoolId),
          eq(workingHours.employeeId, ownId(ctx)),
          eq(workingHours.weekday, weekday),
        ),
      )
      .orderBy(asc(workingHours.starts)),
  };
}

type Approved = { classCode: ClassCode; approvedFrom: string; approvedTo: string | null };

/** Somebody of the school and what she may teach, for a batch: by id, else who is signed in. */
export function teacherQuery(ctx: Ctx, employeeId: string | null) {
  const hers = employeeId === null ? ownId(ctx) : sql`${employeeId}`;
  // Written out by name, since drizzle drops a lone table's.
  const approved = sql`(select json_group_array(json_object('classCode', a.class_code,
    'approvedFrom', a.approved_from, 'approvedTo', a.approved_to)) from approvals a
    where a.school_id = employees.school_id and a.employee_id = employees.id)`.mapWith(
    (json: string): Approved[] => JSON.parse(json),
  );
  return ctx.db
    .select({ id: employees.id, approvals: approved })
    .from(employees)
    .where(and(eq(employees.schoolId, ctx.actor.schoolId), eq(employees.id, hers)));
}

// What ended longer ago than this is known, or was meant.
const RECENT = -30;

/** The statement for approvals that run out or just did, of people who still work there. */
export function dueApprovals(ctx: Ctx, limit: number) {
  const today = dayOf(ctx.now);
  return ctx.db
    .select({
      id: employees.id,
      firstName: employees.firstName,
      lastName: employees.lastName,
      classCode: approvals.classCode,
      approvedTo: approvals.approvedTo,
    })
    .from(approvals)
    .innerJoin(
      employees,
      and(eq(employees.schoolId, approvals.schoolId), eq(employees.id, approvals.employeeId)),
    )
    .where(
      and(
        eq(approvals.schoolId, ctx.actor.schoolId),
        gte(approvals.approvedTo, addDays(today, RECENT)),
        lte(approvals.approvedTo, addDays(today, HORIZON)),
        worksHere(ctx),
      ),
    )
    .orderBy(asc(approvals.approvedTo))
    .limit(limit);
}

/** The statement for people who teach, yet are approved for nothing. */
export function unapproved(ctx: Ctx, limit: number) {
  const theirs = and(
    eq(approvals.schoolId, employees.schoolId),
    eq(approvals.employeeId, employees.id),
  );
  return ctx.db
    .select({ id: employees.id, firstName: employees.firstName, lastName: employees.lastName })
    .from(employees)
    .where(
      and(
        eq(employees.schoolId, ctx.actor.schoolId),
        eq(employees.teaches, true),
        worksHere(ctx),
        notExists(ctx.db.select({ one: sql`1` }).from(approvals).where(theirs)),
      ),
    )
    .orderBy(asc(employees.sortName))
    .limit(limit);
}
