import { and, asc, eq, gt, gte, isNull, lt, ne, or, type SQL } from "drizzle-orm";
import { DAY, shift } from "#worker/lib/clock.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, instantAt } from "#worker/lib/dates.ts";
import { absencesBetween, exceptionsBetween } from "#worker/modules/absences/mod.ts";
import { bookings } from "#worker/modules/bookings/mod.ts";
import { employees, ownId, workingHours } from "#worker/modules/employees/mod.ts";
import { rooms } from "#worker/modules/resources/mod.ts";
import { branches } from "#worker/modules/schools/mod.ts";
import { students } from "#worker/modules/students/mod.ts";
import { vehicles } from "#worker/modules/vehicles/mod.ts";
import type { DayRange } from "./rules.ts";

/** Whose calendar: one of these, or the whole school's. */
export type Whose = {
  /** `own`: the employee who is signed in. */
  instructor: string | undefined;
  vehicle: string | undefined;
  room: string | undefined;
  branch: string | undefined;
};

// A school has tens of each, so whole lists of names are small; the limit is only a fuse.
const FUSE = 500;

const instructorIs = (ctx: Ctx, id: string) => (id === "own" ? ownId(ctx) : id);

/** The statement for what is planned in some days. A booking is at most a day long. */
export function plannedIn(ctx: Ctx, { from, to }: DayRange, whose: Whose) {
  const begin = instantAt(from);
  return ctx.db
    .select({
      id: bookings.id,
      kind: bookings.kind,
      status: bookings.status,
      startsAt: bookings.startsAt,
      endsAt: bookings.endsAt,
      studentId: bookings.studentId,
      studentFirst: students.firstName,
      studentLast: students.lastName,
      instructorId: bookings.instructorId,
      vehicleId: bookings.vehicleId,
      roomId: bookings.roomId,
      branchId: bookings.branchId,
      classCode: bookings.classCode,
      step: bookings.step,
      title: bookings.title,
      pickup: bookings.pickup,
      bufferMinutes: bookings.bufferMinutes,
      version: bookings.version,
    })
    .from(bookings)
    .leftJoin(
      students,
      and(eq(students.schoolId, bookings.schoolId), eq(students.id, bookings.studentId)),
    )
    .where(
      and(
        eq(bookings.schoolId, ctx.actor.schoolId),
        whoseBookings(ctx, whose),
        gt(bookings.startsAt, shift(begin, -DAY)),
        lt(bookings.startsAt, instantAt(to)),
        gt(bookings.endsAt, begin),
        ne(bookings.status, "cancelled"),
        or(ne(bookings.status, "held"), gt(bookings.holdUntil, ctx.now)),
      ),
    )
    .orderBy(asc(bookings.startsAt));
}
export type Planned = Awaited<ReturnType<typeof plannedIn>>[number];

function whoseBookings(ctx: Ctx, { instructor, vehicle, room, branch }: Whose): SQL | undefined {
  return and(
    instructor ? eq(bookings.instructorId, instructorIs(ctx, instructor)) : undefined,
    vehicle
      ? instructor
        ? eq(bookings.vehicleId, vehicle)
        : or(eq(bookings.vehicleId, vehicle), eq(bookings.trailerId, vehicle))
      : undefined,
    room ? eq(bookings.roomId, room) : undefined,
    branch ? eq(bookings.branchId, branch) : undefined,
  );
}

/** Statements for the names of everybody and everything that was there in some days. */
export function namesIn(ctx: Ctx, { from }: DayRange) {
  const { schoolId } = ctx.actor;
  return {
    instructors: ctx.db
      .select({
        id: employees.id,
        firstName: employees.firstName,
        lastName: employees.lastName,
        branchId: employees.branchId,
      })
      .from(employees)
      .where(
        and(
          eq(employees.schoolId, schoolId),
          eq(employees.teaches, true),
          or(isNull(employees.leftOn), gte(employees.leftOn, from)),
        ),
      )
      .orderBy(asc(employees.sortName), asc(employees.id))
      .limit(FUSE),
    vehicles: ctx.db
      .select({ id: vehicles.id, name: vehicles.plate, branchId: vehicles.branchId })
      .from(vehicles)
      .where(
        and(
          eq(vehicles.schoolId, schoolId),
          or(isNull(vehicles.retiredOn), gte(vehicles.retiredOn, from)),
        ),
      )
      .orderBy(asc(vehicles.plate))
      .limit(FUSE),
    rooms: ctx.db
      .select({ id: rooms.id, name: rooms.name, branchId: rooms.branchId })
      .from(rooms)
      .where(
        and(eq(rooms.schoolId, schoolId), or(isNull(rooms.closedOn), gte(rooms.closedOn, from))),
      )
      .orderBy(asc(rooms.name))
      .limit(FUSE),
    branches: ctx.db
      .select({ id: branches.id, name: branches.name })
      .from(branches)
      .where(eq(branches.schoolId, schoolId))
      .orderBy(asc(branches.name))
      .limit(FUSE),
    own: ctx.db
      .select({ id: employees.id })
      .from(employees)
      .where(and(eq(employees.schoolId, schoolId), eq(employees.id, ownId(ctx)))),
  };
}

/** Statements for when people work and when they are away in some days: of one, or of everybody. */
export function workIn(ctx: Ctx, { from, to }: DayRange, instructor: string | undefined) {
  const stretch = { from: instantAt(from), to: instantAt(to) };
  const ids = instructor && instructor !== "own" ? [instructor] : undefined;
  return {
    hours: ctx.db
      .select({
        employeeId: workingHours.employeeId,
        weekday: workingHours.weekday,
        starts: workingHours.starts,
        ends: workingHours.ends,
      })
      .from(workingHours)
      .where(
        and(
          eq(workingHours.schoolId, ctx.actor.schoolId),
          instructor ? eq(workingHours.employeeId, instructorIs(ctx, instructor)) : undefined,
        ),
      ),
    exceptions: exceptionsBetween(ctx, { from, to: addDays(to, -1) }, ids),
    absences: absencesBetween(ctx, stretch, ids),
  };
}

/** The statement for how much is planned on each day, as instants by their start. */
export function startsIn(ctx: Ctx, { from, to }: DayRange, whose: Whose) {
  return ctx.db
    .select({ startsAt: bookings.startsAt })
    .from(bookings)
    .where(
      and(
        eq(bookings.schoolId, ctx.actor.schoolId),
        whoseBookings(ctx, whose),
        gte(bookings.startsAt, instantAt(from)),
        lt(bookings.startsAt, instantAt(to)),
        ne(bookings.status, "cancelled"),
        or(ne(bookings.status, "held"), gt(bookings.holdUntil, ctx.now)),
      ),
    )
    .orderBy(asc(bookings.startsAt));
}
