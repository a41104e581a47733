import { and, desc, eq, lt, sql } from "drizzle-orm";
import * as z from "zod";
import { audit, openDiff } from "#worker/lib/audit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { Cursor, type Paged } from "#worker/lib/list.ts";
import { oneOf } from "#worker/lib/search.ts";
import { employees } from "#worker/modules/employees/mod.ts";
import { branches } from "#worker/modules/schools/mod.ts";
import { users } from "#worker/modules/users/mod.ts";
import type { Student } from "../input.ts";
import { mine, studentQuery, toStudent } from "../queries.ts";
import { students } from "../schema.ts";
import type { FieldChange, Happening, TimelineQuery } from "./input.ts";

/** What happened to a student, read off the audit log: nothing else keeps a history. */
export async function readTimeline(
  ctx: Ctx,
  id: string,
  query: TimelineQuery,
): Promise<{ student: Student; page: Paged<Happening>; imported: boolean }> {
  const { schoolId } = ctx.actor;
  const hers = and(
    eq(audit.schoolId, schoolId),
    eq(audit.entity, "student"),
    eq(audit.entityId, id),
    query.after && lt(audit.seq, Number(query.after[0])),
  );
  const [rows, found, imports] = await ctx.db.batch([
    ctx.db
      .select({
        seq: audit.seq,
        id: audit.id,
        at: audit.at,
        who: users.name,
        action: audit.action,
        reason: audit.reason,
        changed: audit.changed,
        diffEnc: audit.diffEnc,
      })
      .from(audit)
      .leftJoin(users, eq(users.id, audit.actor))
      .where(hers)
      .orderBy(desc(audit.seq))
      .limit(query.per + 1),
    studentQuery(ctx, id),
    ctx.db
      .select({
        importId: students.importId,
        erased: sql<number>`exists (select 1 from tombstones t where t.school_id = ${schoolId}
          and t.kind = 'student' and t.id = ${id})`,
      })
      .from(students)
      .where(and(mine(ctx), eq(students.id, id))),
  ]);
  const student = toStudent(found);
  const items = rows.slice(0, query.per).map(({ seq, changed, diffEnc, ...row }) => ({
    ...row,
    // Of whoever was erased only what was done is left, not what it was.
    changes: changesOf(
      changed,
      imports[0]?.erased ? {} : openDiff(ctx.env.KEYS, { schoolId, id: row.id, diffEnc }),
    ),
  }));
  const last = rows.length > query.per ? rows[query.per - 1] : undefined;
  const after = last ? z.encode(Cursor, [String(last.seq), last.id]) : null;
  const imported = typeof imports[0]?.importId === "string";
  return { student, imported, page: { items: await withNames(ctx, items), after } };
}

function changesOf(
  changed: readonly string[],
  diff: Record<string, readonly [before: unknown, after: unknown]>,
): FieldChange[] {
  return changed.map((field) => {
    const [before, after] = diff[field] ?? [null, null];
    return { field, hidden: diff[field] === undefined, before, after };
  });
}

const references = { instructorId: employees, branchId: branches } as const;
const isReference = (field: string): field is keyof typeof references => field in references;

/** Says "Kari Ås" where the log has the id of an instructor, and so for branches. */
async function withNames(ctx: Ctx, items: Happening[]): Promise<Happening[]> {
  const values = items
    .flatMap((item) => item.changes)
    .filter((change) => isReference(change.field))
    .flatMap((change) => [change.before, change.after])
    .filter((value) => typeof value === "string");
  if (values.length === 0) return items;
  const { schoolId } = ctx.actor;
  const [people, places] = await ctx.db.batch([
    ctx.db
      .select({ id: employees.id, firstName: employees.firstName, lastName: employees.lastName })
      .from(employees)
      .where(and(eq(employees.schoolId, schoolId), oneOf(employees.id, values))),
    ctx.db
      .select({ id: branches.id, name: branches.name })
      .from(branches)
      .where(and(eq(branches.schoolId, schoolId), oneOf(branches.id, values))),
  ]);
  const names = new Map([
    ...people.map((p) => [p.id, `${p.firstName} ${p.lastName}`] as const),
    ...places.map((p) => [p.id, p.name] as const),
  ]);
  const named = (value: unknown) => names.get(String(value)) ?? value;
  return items.map((item) => ({
    ...item,
    changes: item.changes.map((change) =>
      isReference(change.field)
        ? { ...change, before: named(change.before), after: named(change.after) }
        : change,
    ),
  }));
}
