import { and, eq, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { ClassCode, Seen } from "#worker/lib/fields.ts";
import { sortKey } from "#worker/lib/fold.ts";
import { indexWords } from "#worker/lib/search.ts";
import type { ApprovalInput, EmployeeInput, Span } from "../input.ts";
import { approvals, employees, workingHours } from "../schema.ts";

// Writes are returned, not sent: commit() sends them in one batch with their audit row.

const sortName = ({ firstName, lastName }: EmployeeInput) => sortKey(lastName, firstName);

export function insertEmployee(ctx: Ctx, id: string, input: EmployeeInput): Statement {
  const { schoolId } = ctx.actor;
  return ctx.db.insert(employees).values({ schoolId, id, ...input, sortName: sortName(input) });
}

export function updateEmployee(ctx: Ctx, seen: Seen, input: EmployeeInput): Statement {
  return over(ctx, seen, { ...input, sortName: sortName(input) });
}

export function updateLeftOn(ctx: Ctx, seen: Seen, leftOn: string | null): Statement {
  return over(ctx, seen, { leftOn });
}

/** Counts a change to approvals or hours as one of the employee's, so that If-Match sees it. */
export function touchEmployee(ctx: Ctx, seen: Seen): Statement {
  return over(ctx, seen, {});
}

function over(ctx: Ctx, seen: Seen, change: Partial<typeof employees.$inferInsert>): Statement {
  return ctx.db
    .update(employees)
    .set({ ...change, version: sql`${employees.version} + 1` })
    .where(
      and(
        eq(employees.schoolId, ctx.actor.schoolId),
        eq(employees.id, seen.id),
        eq(employees.version, seen.version),
      ),
    );
}

type Findable = Pick<EmployeeInput, "firstName" | "lastName" | "email" | "phone" | "title">;

/** Found by name, e-mail, telephone without its country, and title. */
export function indexEmployee(ctx: Ctx, id: string, input: Findable): Statement[] {
  const { firstName, lastName, email, phone, title } = input;
  const text = [firstName, lastName, email, phone?.replace(/^\+47/, ""), title].join(" ");
  return indexWords(ctx, "employee", { id, text });
}

type Whose = { id: string; classCode: ClassCode };

export function putApproval(ctx: Ctx, { id, classCode }: Whose, days: ApprovalInput): Statement {
  const { schoolId } = ctx.actor;
  return ctx.db
    .insert(approvals)
    .values({ schoolId, employeeId: id, classCode, ...days })
    .onConflictDoUpdate({
      target: [approvals.schoolId, approvals.employeeId, approvals.classCode],
      set: days,
    });
}

export function deleteApproval(ctx: Ctx, { id, classCode }: Whose): Statement {
  return ctx.db
    .delete(approvals)
    .where(
      and(
        eq(approvals.schoolId, ctx.actor.schoolId),
        eq(approvals.employeeId, id),
        eq(approvals.classCode, classCode),
      ),
    );
}

/** The whole week at once, as one parameter: D1 binds at most 100. */
export function replaceHours(ctx: Ctx, id: string, hours: readonly Span[]): Statement[] {
  const { schoolId } = ctx.actor;
  const json = JSON.stringify(hours);
  return [
    ctx.db
      .delete(workingHours)
      .where(and(eq(workingHours.schoolId, schoolId), eq(workingHours.employeeId, id))),
    ctx.db.insert(workingHours).select(sql`select ${schoolId}, ${id}, value ->> 'weekday',
      value ->> 'starts', value ->> 'ends' from json_each(${json})`),
  ];
}
