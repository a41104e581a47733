import { and, asc, eq, gte, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem } from "#worker/lib/problem.ts";
import { findIds, inOrder, oneOf } from "#worker/lib/search.ts";
import { branches, classChoice, openBranches } from "#worker/modules/schools/mod.ts";
import type { Approval, Employee, EmployeeList, EmployeeRow } from "../input.ts";
import { withDue } from "../rules.ts";
import { employees, workingHours } from "../schema.ts";

type Days = Omit<Approval, "due">;

// One row per person: her approvals come along as a JSON array, read off their primary key.
const approved = sql<
  Days[]
>`(select coalesce(json_group_array(json_object('classCode', a.class_code,
  'approvedFrom', a.approved_from, 'approvedTo', a.approved_to)), '[]') from approvals a
  where a.school_id = ${employees.schoolId} and a.employee_id = ${employees.id})`.mapWith(
  (json: string) => JSON.parse(json) as Days[],
);

// Named, never whole rows: a column added later does not slip out with them.
const listed = {
  id: employees.id,
  firstName: employees.firstName,
  lastName: employees.lastName,
  title: employees.title,
  email: employees.email,
  phone: employees.phone,
  branch: branches.name,
  teaches: employees.teaches,
  leftOn: employees.leftOn,
  approvals: approved,
  version: employees.version,
};

const mine = (ctx: Ctx) => eq(employees.schoolId, ctx.actor.schoolId);
const itsBranch = and(
  eq(branches.schoolId, employees.schoolId),
  eq(branches.id, employees.branchId),
);

function filters(ctx: Ctx, list: EmployeeList): SQL | undefined {
  const today = dayOf(ctx.now);
  const holds = sql`exists (select 1 from approvals a where a.school_id = ${employees.schoolId}
    and a.employee_id = ${employees.id} and a.class_code = ${list.class}
    and a.approved_from <= ${today} and (a.approved_to is null or a.approved_to >= ${today}))`;
  return and(
    list.state === "left" ? lt(employees.leftOn, today) : undefined,
    list.state === undefined
      ? or(isNull(employees.leftOn), gte(employees.leftOn, today))
      : undefined,
    list.branch ? eq(employees.branchId, list.branch) : undefined,
    list.class && and(eq(employees.teaches, true), holds),
  );
}

const shown = <R extends { approvals: Days[] }>(ctx: Ctx, row: R) => {
  const today = dayOf(ctx.now);
  const sorted = row.approvals.toSorted((a, b) => (a.classCode < b.classCode ? -1 : 1));
  return { ...row, approvals: sorted.map((one) => withDue(one, today)) };
};

type Listed = Awaited<ReturnType<typeof rows>>[number];

const rows = (ctx: Ctx) =>
  ctx.db
    .select({ ...listed, sortName: employees.sortName })
    .from(employees)
    .leftJoin(branches, itsBranch)
    .$dynamic();

/** The query behind a page of the list, and what makes the page of its rows. */
async function pageQuery(ctx: Ctx, list: EmployeeList) {
  const tidy = ({ sortName, ...row }: Listed) => shown(ctx, row);
  if (list.q) {
    const fits = sql`exists (select 1 from ${employees} where
      ${and(mine(ctx), sql`${employees.id} = s.id`, filters(ctx, list))})`;
    const { ids, after } = await findIds(ctx, "employee", list, fits);
    const query = rows(ctx).where(and(mine(ctx), oneOf(employees.id, ids)));
    const toFound = (found: Listed[]) => ({ items: inOrder(found, ids).map(tidy), after });
    return { query, toListed: toFound };
  }
  const { after, order, limit } = keyset({ name: employees.sortName }, employees.id, list);
  const query = rows(ctx)
    .where(and(mine(ctx), filters(ctx, list), after))
    .orderBy(...order)
    .limit(limit);
  const toListed = (read: Listed[]) => {
    const { items, after: next } = toPage(read, list, (row) => row.sortName);
    return { items: items.map(tidy), after: next };
  };
  return { query, toListed };
}

/** A page of the people at the school, with the classes they are approved for. */
export async function listEmployees(ctx: Ctx, list: EmployeeList): Promise<Paged<EmployeeRow>> {
  const { query, toListed } = await pageQuery(ctx, list);
  return toListed(await query);
}

/** The same with the classes and branches its filters offer: one trip, or two with a search. */
export async function readEmployees(ctx: Ctx, list: EmployeeList) {
  const approvedFor = sql`exists (select 1 from approvals a
    where a.school_id = ${ctx.actor.schoolId} and a.class_code = j.value)`;
  const { query, toListed } = await pageQuery(ctx, list);
  const [read, classes, places] = await ctx.db.batch([
    query,
    classChoice(ctx, approvedFor),
    openBranches(ctx),
  ]);
  return { page: toListed(read), classes: classes.map(({ code }) => code), branches: places };
}

/**
 * Who an employee is when she signs in here: by her account, else by her e-mail address.
 * By the tables' names: the module of users knows nothing of employees, and need not.
 */
const account = sql<Employee["account"]>`(select json_object('name', u.name, 'roles', json(m.roles))
  from users u join memberships m on m.user_id = u.id
  where u.id = coalesce(${employees.userId}, (select id from users where email = ${employees.email}))
    and m.school_id = ${employees.schoolId} and m.ended_at is null)`.mapWith(
  (json: string) => JSON.parse(json) as Employee["account"],
);

/** One employee with her approvals and her week, in one trip. */
export async function getEmployee(ctx: Ctx, id: string): Promise<Employee> {
  const [people, hours] = await ctx.db.batch([
    ctx.db
      .select({
        ...listed,
        branchId: employees.branchId,
        hiredOn: employees.hiredOn,
        account,
      })
      .from(employees)
      .leftJoin(branches, itsBranch)
      .where(and(mine(ctx), eq(employees.id, id))),
    hoursOf(ctx, eq(workingHours.employeeId, id)),
  ]);
  const [person] = people;
  if (!person) throw new Problem(404, "employees.not_found");
  return { ...shown(ctx, person), hours };
}

/** The statement that reads somebody's week, Monday first. */
export function hoursOf(ctx: Ctx, whose: SQL) {
  return ctx.db
    .select({
      weekday: workingHours.weekday,
      starts: workingHours.starts,
      ends: workingHours.ends,
    })
    .from(workingHours)
    .where(and(eq(workingHours.schoolId, ctx.actor.schoolId), whose))
    .orderBy(asc(workingHours.weekday), asc(workingHours.starts));
}
