import { and, eq, gt, gte, isNull, lt, or, sql } from "drizzle-orm";
import { DAY, HOUR, shift } from "#worker/lib/clock.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { absencesBetween, exceptionsBetween } from "#worker/modules/absences/mod.ts";
import { approvals, employees, teacherQuery, workingHours } from "#worker/modules/employees/mod.ts";
import { roomRows } from "#worker/modules/resources/mod.ts";
import { openBranches } from "#worker/modules/schools/mod.ts";
import { studentQuery } from "#worker/modules/students/mod.ts";
import { vehicles } from "#worker/modules/vehicles/mod.ts";
import { asRules, ruleRows } from "../deadlines/queries.ts";
import { vehicleColumns } from "../facts/queries.ts";
import { stands } from "../queries.ts";
import { bookings } from "../schema.ts";

// The longest road an instructor can have around a lesson.
const BUFFER = 4 * HOUR;
const FUSE = 500;

type Slot = { startsAt: string; endsAt: string };

/** The statement for the school's instructors from a day on, by name. */
export const teachers = (ctx: Ctx, on: string) =>
  ctx.db
    .select({
      id: employees.id,
      name: sql<string>`${employees.firstName} || ' ' || ${employees.lastName}`,
      teaches: employees.teaches,
      hiredOn: employees.hiredOn,
      leftOn: employees.leftOn,
      branchId: employees.branchId,
    })
    .from(employees)
    .where(
      and(
        eq(employees.schoolId, ctx.actor.schoolId),
        eq(employees.teaches, true),
        or(isNull(employees.leftOn), gte(employees.leftOn, on)),
      ),
    )
    .orderBy(employees.sortName, employees.id)
    .limit(FUSE);

/** The statement for what is taken at some time of a stretch, with the road of its instructor. */
export const takenBetween = (ctx: Ctx, { startsAt, endsAt }: Slot) =>
  ctx.db
    .select({
      id: bookings.id,
      startsAt: bookings.startsAt,
      endsAt: bookings.endsAt,
      bufferMinutes: bookings.bufferMinutes,
      studentId: bookings.studentId,
      instructorId: bookings.instructorId,
      vehicleId: bookings.vehicleId,
      trailerId: bookings.trailerId,
      roomId: bookings.roomId,
      branchId: bookings.branchId,
    })
    .from(bookings)
    .where(
      and(
        eq(bookings.schoolId, ctx.actor.schoolId),
        gte(bookings.startsAt, shift(startsAt, -DAY - BUFFER)),
        lt(bookings.startsAt, shift(endsAt, BUFFER)),
        gt(bookings.endsAt, shift(startsAt, -BUFFER)),
        stands(ctx),
      ),
    )
    .limit(FUSE * 4);

/** Everybody and everything a booking at that time could take, and what stands against each: one trip. */
export async function readOffers(ctx: Ctx, slot: Slot, studentId: string | undefined) {
  const { schoolId } = ctx.actor;
  const day = dayOf(slot.startsAt);
  const [own, rules, student, people, approved, hours, exceptions, away, cars, ...rest] =
    await ctx.db.batch([
      teacherQuery(ctx, null),
      ruleRows(ctx),
      studentQuery(ctx, studentId ?? ""),
      teachers(ctx, day),
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
        // All of the week: who has a plan and is not in it that day does not work then.
        .where(eq(workingHours.schoolId, schoolId))
        .limit(FUSE * 4),
      exceptionsBetween(ctx, { from: day, to: day }),
      absencesBetween(ctx, { from: slot.startsAt, to: slot.endsAt }),
      ctx.db
        .select({ ...vehicleColumns, make: vehicles.make, model: vehicles.model })
        .from(vehicles)
        .where(and(eq(vehicles.schoolId, schoolId), isNull(vehicles.retiredOn)))
        .orderBy(vehicles.plate)
        .limit(FUSE),
      roomRows(ctx, day),
      openBranches(ctx),
      takenBetween(ctx, slot),
    ]);
  const [rooms, places, taken] = rest;
  return {
    own: own[0]?.id,
    rules: asRules(rules),
    student: student[0],
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
    rooms,
    branches: places,
    taken,
  };
}
export type Read = Awaited<ReturnType<typeof readOffers>>;
