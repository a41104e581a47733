import { and, asc, eq, gt, gte, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { DAY, HOUR, shift } from "#worker/lib/clock.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { Problem } from "#worker/lib/problem.ts";
import { absencesBetween, exceptionsBetween } from "#worker/modules/absences/mod.ts";
import {
  bookingCharge,
  type ChargedRow,
  type Cost,
  chargedSince,
  costIn,
  costOf,
  costQueries,
} from "#worker/modules/charges/mod.ts";
import { ownStudents } from "#worker/modules/contacts/mod.ts";
import { approvals, employees, workingHours } from "#worker/modules/employees/mod.ts";
import { studentQuery, students, toStudent } from "#worker/modules/students/mod.ts";
import { toFacts, trainingQueries } from "#worker/modules/training/mod.ts";
import { vehicles } from "#worker/modules/vehicles/mod.ts";
import { asRules, ruleRows } from "../deadlines/queries.ts";
import { cancelBy } from "../deadlines/rules.ts";
import { asPlanned, plannedRows } from "../facts/planned.ts";
import { vehicleColumns } from "../facts/queries.ts";
import type { Booking } from "../input.ts";
import { takenBetween } from "../offers/queries.ts";
import { bookingRow, mine, named, stands } from "../queries.ts";
import { bookings } from "../schema.ts";
import type { OwnBooking } from "./input.ts";

const FUSE = 500;

/** The statement for those whom somebody may book for: herself, and the children she answers for. */
const learners = (ctx: Ctx) =>
  ctx.db
    .select({
      id: students.id,
      firstName: students.firstName,
      instructorId: students.instructorId,
      branchId: students.branchId,
      guarded: sql<boolean>`coalesce(${students.userId}, '') <> ${ctx.actor.id}`.mapWith(Boolean),
      pairs:
        sql`(select json_group_array(json_array(c.class_code, c.automatic_only)) from student_classes c
        where c.school_id = students.school_id and c.student_id = students.id)`.mapWith(
          (text: string): [ClassCode, 0 | 1][] => JSON.parse(text),
        ),
    })
    .from(students)
    .where(
      and(
        eq(students.schoolId, ctx.actor.schoolId),
        sql`${students.id} in (select id from (${ownStudents(ctx)}))`,
      ),
    )
    .orderBy(asc(students.birthDate), asc(students.id))
    .limit(20);

type Row = Awaited<ReturnType<typeof learners>>[number];
const toLearner = ({ pairs, ...row }: Row) => ({
  ...row,
  classes: pairs.map(([code]) => code),
  automaticOnly: pairs.filter(([, only]) => only).map(([code]) => code),
});
export type Learner = ReturnType<typeof toLearner>;

/** The student that somebody books for: the one that is asked for, else the first of her own. */
export async function findOwnStudent(ctx: Ctx, id: string | undefined) {
  const all = (await learners(ctx)).map(toLearner);
  const found = id === undefined ? all[0] : all.find((one) => one.id === id);
  if (!found && id !== undefined) throw new Problem(404, "students.not_found");
  return found && { ...found, others: all };
}

const upcoming = (ctx: Ctx, studentId: string) =>
  and(
    mine(ctx),
    eq(bookings.studentId, studentId),
    gt(bookings.startsAt, ctx.now),
    inArray(bookings.status, ["held", "booked"]),
    stands(ctx),
  );

type Looking = {
  days: readonly string[];
  classCode: ClassCode;
  /** A booking that does not stand in its own way, nor hold what it took from a package. */
  except?: string | undefined;
  branchId?: string | null;
};

/**
 * Everything the choice of a time needs: the rules, who teaches, when they work and are away, the
 * cars, what is taken in those days, and what lessons cost. One trip.
 */
export async function readSlots(
  ctx: Ctx,
  student: { id: string; instructorId: string | null; branchId: string | null },
  what: Looking,
) {
  const { days, classCode, except = "", branchId = student.branchId } = what;
  const { schoolId } = ctx.actor;
  const [first = dayOf(ctx.now), last = first] = [days[0], days.at(-1)];
  const [from, to] = [instantAt(first), instantAt(addDays(last, 1))];
  const key = sql`(select value from settings s where s.school_id = ${schoolId}
    and s.key = 'self_booking' order by s.since desc, s.id desc limit 1)`;
  const asked = { kind: "lesson", classCode, branchId, startsAt: to } as const;
  const whose = or(eq(employees.id, student.instructorId ?? ""), sql`${key} = '"any"'`);
  const [
    own,
    planned,
    rules,
    people,
    approved,
    hours,
    exceptions,
    away,
    cars,
    taken,
    open,
    products,
    prices,
    surcharges,
    items,
    [charge],
    ...rest
  ] = await ctx.db.batch([
    studentQuery(ctx, student.id),
    plannedRows(ctx, [student.id], except),
    ruleRows(ctx),
    ctx.db
      .select({
        id: employees.id,
        name: sql<string>`${employees.firstName} || ' ' || ${employees.lastName}`,
        teaches: employees.teaches,
        hiredOn: employees.hiredOn,
        leftOn: employees.leftOn,
      })
      .from(employees)
      .where(
        and(
          eq(employees.schoolId, schoolId),
          eq(employees.teaches, true),
          or(isNull(employees.leftOn), gte(employees.leftOn, first)),
          whose,
        ),
      )
      .orderBy(employees.sortName)
      .limit(FUSE),
    ctx.db
      .select({
        employeeId: approvals.employeeId,
        classCode: sql<never>`${approvals.classCode}`,
        approvedFrom: approvals.approvedFrom,
        approvedTo: approvals.approvedTo,
      })
      .from(approvals)
      .where(eq(approvals.schoolId, schoolId))
      .limit(FUSE * 4),
    ctx.db
      .select({
        employeeId: workingHours.employeeId,
        weekday: workingHours.weekday,
        starts: workingHours.starts,
        ends: workingHours.ends,
      })
      .from(workingHours)
      .where(eq(workingHours.schoolId, schoolId))
      .limit(FUSE * 4),
    exceptionsBetween(ctx, { from: first, to: last }),
    absencesBetween(ctx, { from: shift(from, -4 * HOUR), to: shift(to, 4 * HOUR) }),
    ctx.db
      .select(vehicleColumns)
      .from(vehicles)
      .where(and(eq(vehicles.schoolId, schoolId), isNull(vehicles.retiredOn)))
      .orderBy(vehicles.plate)
      .limit(FUSE),
    takenBetween(ctx, { startsAt: from, endsAt: to }),
    ctx.db
      .select({ id: bookings.id, status: bookings.status })
      .from(bookings)
      .where(upcoming(ctx, student.id))
      .limit(60),
    ...costQueries(ctx, { ...asked, studentId: student.id, bookingId: except }),
    ...trainingQueries(ctx, [student.id]),
  ]);
  const training = own.length > 0 ? toFacts(toStudent(own), rest) : undefined;
  return {
    training: training && { ...training, planned: asPlanned(planned) },
    rules: asRules(rules),
    studentId: student.id,
    people: people.map((one) => ({
      ...one,
      approvals: approved.filter(({ employeeId }) => employeeId === one.id),
      absences: away.filter(({ employeeId }) => employeeId === one.id),
      plan: {
        hours: hours.filter(({ employeeId }) => employeeId === one.id),
        exceptions: exceptions.filter(({ employeeId }) => employeeId === one.id),
      },
    })),
    cars,
    costs: { list: { products, prices, surcharges }, items, charge },
    taken: taken.filter(({ id }) => id !== except),
    // A hold is given up when another time is chosen, so it does not count.
    open: open.filter(({ id, status }) => status === "booked" && id !== except).length,
  };
}
export type SlotFacts = Omit<Awaited<ReturnType<typeof readSlots>>, "open" | "costs">;

type Rules = Parameters<typeof cancelBy>[1];
export function asOwn(booking: Booking, rules: Rules, cost: Cost | null): OwnBooking {
  const { note: _, bufferMinutes: __, seriesId: ___, seriesN: ____, ...own } = booking;
  return { ...own, cancelBy: cancelBy(booking.startsAt, rules), cost };
}

/** The lessons of those whom somebody may see: what lies ahead, and the last ones behind. One trip. */
export async function readOwnBookings(ctx: Ctx) {
  const theirs = and(
    mine(ctx),
    sql`${bookings.studentId} in (select id from (${ownStudents(ctx)}))`,
  );
  const whose = sql`select id from (${ownStudents(ctx)})`;
  const begun = dayOf(shift(ctx.now, -90 * DAY));
  const [people, rules, charged, ahead, behind] = await ctx.db.batch([
    ownStudents(ctx),
    ruleRows(ctx),
    chargedSince(ctx, whose, begun),
    named(ctx)
      .where(
        and(theirs, gt(bookings.endsAt, ctx.now), gte(bookings.startsAt, shift(ctx.now, -DAY))),
      )
      .orderBy(asc(bookings.startsAt))
      .limit(100),
    named(ctx)
      .where(
        and(
          theirs,
          lt(bookings.endsAt, ctx.now),
          gte(bookings.startsAt, shift(ctx.now, -90 * DAY)),
        ),
      )
      .orderBy(asc(bookings.startsAt))
      .limit(100),
  ]);
  const told = asRules(rules);
  const costs = new Map(charged.map((one) => [one.bookingId, costIn(one)]));
  const asHers = (one: Booking) => asOwn(one, told, costs.get(one.id) ?? null);
  const standing = ahead.filter(
    ({ status, holdUntil }) =>
      status !== "cancelled" && (status !== "held" || (holdUntil ?? "") > ctx.now),
  );
  return {
    students: people,
    rules: told,
    ahead: standing.map(asHers),
    /** Called off, and would have been ahead. */
    off: ahead.filter(({ status }) => status === "cancelled").map(asHers),
    behind: behind.filter(({ status }) => status !== "held").map(asHers),
  };
}

/** One lesson of one's own; anybody else's is as unknown as one that does not exist. */
export async function getOwnBooking(ctx: Ctx, id: string) {
  const [own, [booking], rules, [charge]] = await ctx.db.batch([
    learners(ctx),
    bookingRow(ctx, id),
    ruleRows(ctx),
    bookingCharge(ctx, id),
  ]);
  const student = own.find((one) => one.id === booking?.studentId);
  if (!booking || !student) throw new Problem(404, "bookings.not_found");
  return { booking, student: toLearner(student), rules: asRules(rules), charge };
}

/**
 * What a booking costs: what it was charged with, or, while it waits for a yes, what it would be
 * charged with then.
 */
export async function costFor(
  ctx: Ctx,
  { booking, charge }: { booking: Booking; charge: ChargedRow | undefined },
): Promise<Cost | null> {
  if (charge) return costIn(charge);
  const { id: bookingId, kind, status, studentId } = booking;
  if (status !== "held" || studentId === null) return null;
  if (kind !== "lesson" && kind !== "assessment") return null;
  const asked = { ...booking, kind };
  const [products, prices, surcharges, items] = await ctx.db.batch([
    ...costQueries(ctx, { ...asked, studentId, bookingId }),
  ]);
  return costOf({ list: { products, prices, surcharges }, items, charge }, asked);
}
