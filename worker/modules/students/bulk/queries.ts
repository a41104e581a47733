import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { Problem } from "#worker/lib/problem.ts";
import { employees } from "#worker/modules/employees/mod.ts";
import { users } from "#worker/modules/users/mod.ts";
import { mine } from "../queries.ts";
import { bulkChanges, students } from "../schema.ts";
import type { BulkField } from "./input.ts";

export type BulkItem = { id: string; before: string | null; version: number };

const own = (ctx: Ctx) => eq(bulkChanges.schoolId, ctx.actor.schoolId);
const shown = {
  id: bulkChanges.id,
  field: bulkChanges.field,
  value: bulkChanges.value,
  at: bulkChanges.at,
  who: users.name,
  items: bulkChanges.items,
  undoneAt: bulkChanges.undoneAt,
  kept: bulkChanges.kept,
  instructor: sql<string | null>`${employees.firstName} || ' ' || ${employees.lastName}`.as(
    "instructor",
  ),
};

function changes(ctx: Ctx) {
  const instructor = and(
    eq(employees.schoolId, bulkChanges.schoolId),
    eq(employees.id, bulkChanges.value),
  );
  return ctx.db
    .select(shown)
    .from(bulkChanges)
    .leftJoin(users, eq(users.id, bulkChanges.madeBy))
    .leftJoin(employees, instructor)
    .$dynamic();
}

/** One change of several students, for a batch; `toBulk` refuses what is not there. */
export const bulkQuery = (ctx: Ctx, id: string) =>
  changes(ctx).where(and(own(ctx), eq(bulkChanges.id, id)));

export function toBulk<R>([row]: readonly R[]): R {
  if (!row) throw new Problem(404, "students.change_not_found");
  return row;
}

/** The latest changes of several students. */
export const listBulk = (ctx: Ctx) =>
  changes(ctx).where(own(ctx)).orderBy(desc(bulkChanges.at)).limit(25);
export type BulkRow = Awaited<ReturnType<typeof listBulk>>[number];

/** An instructor who works here, for a batch. */
export function instructorQuery(ctx: Ctx, id: string | null) {
  return ctx.db
    .select({
      name: sql<string>`${employees.firstName} || ' ' || ${employees.lastName}`.as("name"),
    })
    .from(employees)
    .where(
      and(
        eq(employees.schoolId, ctx.actor.schoolId),
        eq(employees.id, id ?? ""),
        isNull(employees.leftOn),
      ),
    );
}

/** What a change wants to know of the students: by id, in the own school only. */
export function currentOf(ctx: Ctx, ids: readonly string[]) {
  return ctx.db
    .select({
      id: students.id,
      firstName: students.firstName,
      lastName: students.lastName,
      status: students.status,
      instructorId: students.instructorId,
      version: students.version,
    })
    .from(students)
    .where(
      and(mine(ctx), sql`${students.id} in (select value from json_each(${JSON.stringify(ids)}))`),
    );
}

// Writes are returned, not sent.

/** Keeps what it takes to undo a change. */
export function insertBulk(
  ctx: Ctx,
  id: string,
  { field, value, items }: BulkField & { items: readonly BulkItem[] },
): Statement {
  const { schoolId, id: madeBy } = ctx.actor;
  return ctx.db
    .insert(bulkChanges)
    .values({ schoolId, id, field, value, at: ctx.now, madeBy, items });
}

type Values = readonly { id: string; version: number; value: string | null }[];

/** Gives each student her value, over the version that was seen; mustChange(n) stands after it. */
export function updateMany(ctx: Ctx, field: BulkField["field"], values: Values): Statement {
  const json = JSON.stringify(values);
  const value = sql`(select j.value ->> 'value' from json_each(${json}) j
    where j.value ->> 'id' = ${students.id})`;
  const seen = sql`(${students.id}, ${students.version}) in
    (select j.value ->> 'id', j.value ->> 'version' from json_each(${json}) j)`;
  return ctx.db
    .update(students)
    .set({ [field]: value, version: sql`${students.version} + 1` })
    .where(and(mine(ctx), seen));
}

/** Marks a change as undone, once; mustChange() stands right after it. */
export function markUndone(ctx: Ctx, id: string, kept: readonly string[]): Statement {
  return ctx.db
    .update(bulkChanges)
    .set({ undoneAt: ctx.now, kept })
    .where(and(own(ctx), eq(bulkChanges.id, id), isNull(bulkChanges.undoneAt)));
}
