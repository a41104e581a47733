import { and, eq, gt, gte, isNull, lte, or, sql } from "drizzle-orm";
import { DAY, shift } from "#worker/lib/clock.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { Problem } from "#worker/lib/problem.ts";
import { employees } from "#worker/modules/employees/mod.ts";
import type { HoursQuery } from "./hours/input.ts";
import type { Absence, AbsenceInput, AbsenceQuery, AbsenceTime } from "./input.ts";
import { absences, planExceptions } from "./schema.ts";

// A school has tens of people; the limit is only a fuse.
const FUSE = 1000;

const columns = {
  id: absences.id,
  employeeId: absences.employeeId,
  employee: sql<string>`${employees.firstName} || ' ' || ${employees.lastName}`.as("employee"),
  kind: sql<Absence["kind"]>`${absences.kind}`,
  startsAt: absences.startsAt,
  endsAt: absences.endsAt,
  note: absences.note,
  cancelledAt: absences.cancelledAt,
  version: absences.version,
};
const mine = (ctx: Ctx) => eq(absences.schoolId, ctx.actor.schoolId);
const whose = and(eq(employees.schoolId, absences.schoolId), eq(employees.id, absences.employeeId));

// Why somebody is away is for those who register it, and for herself.
const mayKnow = (ctx: Ctx) => ctx.actor.grants.includes("absences:write");
const asSeen = (ctx: Ctx, row: Absence): Absence =>
  mayKnow(ctx) ? row : { ...row, kind: null, note: null };

// What is over is looked at for a quarter of a year.
const BACK = 92 * DAY;

const listQuery = (ctx: Ctx, { employee, state }: AbsenceQuery) =>
  ctx.db
    .select(columns)
    .from(absences)
    .innerJoin(employees, whose)
    .where(
      and(
        mine(ctx),
        employee ? eq(absences.employeeId, employee) : undefined,
        isNull(absences.cancelledAt),
        gt(absences.endsAt, state === "over" ? shift(ctx.now, -BACK) : ctx.now),
        state === "over" ? lte(absences.endsAt, ctx.now) : undefined,
      ),
    )
    .orderBy(absences.startsAt)
    .limit(FUSE / 5);

/** Who is away now and later, or was. */
export async function listAbsences(ctx: Ctx, query: AbsenceQuery): Promise<Absence[]> {
  return (await listQuery(ctx, query)).map((row) => asSeen(ctx, row));
}

/** The page of absences: those, the days with other hours, and the names to choose among. */
export async function readAbsences(ctx: Ctx, query: AbsenceQuery) {
  const [rows, hours] = await ctx.db.batch([
    listQuery(ctx, query),
    hoursQuery(ctx, { employee: query.employee, from: dayOf(ctx.now) }),
  ]);
  return { absences: rows.map((row) => asSeen(ctx, row)), hours };
}

export async function getAbsence(ctx: Ctx, id: string): Promise<Absence> {
  const [row] = await ctx.db
    .select(columns)
    .from(absences)
    .innerJoin(employees, whose)
    .where(and(mine(ctx), eq(absences.id, id)));
  if (!row) throw new Problem(404, "absences.not_found");
  return asSeen(ctx, row);
}

/** The statement for days with other hours, from a day on. */
export const hoursQuery = (ctx: Ctx, { employee, from }: HoursQuery) =>
  ctx.db
    .select({
      employeeId: planExceptions.employeeId,
      employee: columns.employee,
      onDate: planExceptions.onDate,
      spans: planExceptions.spans,
      note: planExceptions.note,
      version: planExceptions.version,
    })
    .from(planExceptions)
    .innerJoin(
      employees,
      and(
        eq(employees.schoolId, planExceptions.schoolId),
        eq(employees.id, planExceptions.employeeId),
      ),
    )
    .where(
      and(
        eq(planExceptions.schoolId, ctx.actor.schoolId),
        gte(planExceptions.onDate, from ?? dayOf(ctx.now)),
        employee ? eq(planExceptions.employeeId, employee) : undefined,
      ),
    )
    .orderBy(planExceptions.onDate)
    .limit(FUSE / 5);

/** Those who work here now, by name: whom an absence can be registered on. */
export const staffRows = (ctx: Ctx) =>
  ctx.db
    .select({
      id: employees.id,
      name: sql<string>`${employees.firstName} || ' ' || ${employees.lastName}`,
    })
    .from(employees)
    .where(
      and(
        eq(employees.schoolId, ctx.actor.schoolId),
        or(isNull(employees.leftOn), gte(employees.leftOn, dayOf(ctx.now))),
      ),
    )
    .orderBy(employees.sortName)
    .limit(FUSE / 2);
export type Staff = Awaited<ReturnType<typeof staffRows>>;

// Writes are returned, not sent: commit() sends them in one batch with their audit row.

export function insertAbsence(ctx: Ctx, id: string, input: AbsenceInput): Statement {
  const { schoolId, id: createdBy } = ctx.actor;
  return ctx.db.insert(absences).values({ schoolId, id, ...input, createdBy, createdAt: ctx.now });
}

export function updateAbsence(
  ctx: Ctx,
  seen: Seen,
  change: AbsenceTime | { cancelledAt: string },
): Statement {
  return ctx.db
    .update(absences)
    .set({ ...change, version: sql`${absences.version} + 1` })
    .where(
      and(
        mine(ctx),
        eq(absences.id, seen.id),
        eq(absences.version, seen.version),
        isNull(absences.cancelledAt),
      ),
    );
}
