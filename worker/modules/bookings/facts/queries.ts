import { and, eq, gt, gte, lt, ne, or, sql } from "drizzle-orm";
import { DAY, HOUR, shift } from "#worker/lib/clock.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { oneOf } from "#worker/lib/search.ts";
import { absencesBetween, exceptionsBetween } from "#worker/modules/absences/mod.ts";
import { approvals, employees, workingHours } from "#worker/modules/employees/mod.ts";
import { rooms } from "#worker/modules/resources/mod.ts";
import { branches } from "#worker/modules/schools/mod.ts";
import { studentQuery, toStudent } from "#worker/modules/students/mod.ts";
import { toFacts, trainingQueries } from "#worker/modules/training/mod.ts";
import { vehicles } from "#worker/modules/vehicles/mod.ts";
import { asRules, ruleRows } from "../deadlines/queries.ts";
import type { BookingInput } from "../input.ts";
import type { Claim } from "../rules.ts";
import { bookings, claims } from "../schema.ts";
import { asPlanned, plannedRows } from "./planned.ts";
import { isTraining } from "./training.ts";

/** What a booking is about to take. */
export type Wanted = {
  startsAt: string;
  endsAt: string;
  studentId: string | null;
  instructorId: string | null;
  vehicleId: string | null;
  trailerId: string | null;
  roomId: string | null;
  branchId: string | null;
};

// The most an instructor's claim can be longer than the booking, on each side.
const BUFFER = 4 * HOUR;

/** The statement for claims that stand in the way of these; `except` is the booking's own. */
export function clashing(ctx: Ctx, wanted: readonly Claim[], except = "") {
  const { schoolId } = ctx.actor;
  // Each with the whole key, so that each is a search of its own in the index.
  const ways = wanted.map(({ kind, resourceId, startsAt, endsAt }) =>
    and(
      eq(claims.schoolId, schoolId),
      eq(claims.kind, kind),
      eq(claims.resourceId, resourceId),
      lt(claims.startsAt, endsAt),
      gt(claims.endsAt, startsAt),
      gt(claims.startsAt, shift(startsAt, -DAY)),
    ),
  );
  return ctx.db
    .select({
      kind: claims.kind,
      resourceId: claims.resourceId,
      startsAt: claims.startsAt,
      endsAt: claims.endsAt,
      bookingId: claims.bookingId,
    })
    .from(claims)
    .innerJoin(bookings, and(eq(bookings.schoolId, schoolId), eq(bookings.id, claims.bookingId)))
    .where(
      and(
        or(...ways) ?? sql`0`,
        ne(claims.bookingId, except),
        sql`(${bookings.status} <> 'held' or ${bookings.holdUntil} > ${ctx.now})`,
      ),
    )
    .orderBy(claims.startsAt)
    .limit(100);
}

/** The statement for an instructor's working hours, a row for each span of a weekday. */
export const hoursOf = (ctx: Ctx, ids: readonly string[]) =>
  ctx.db
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
        oneOf(sql`${workingHours.employeeId}`, ids),
      ),
    )
    .orderBy(workingHours.weekday, workingHours.starts)
    .limit(1000);

/** The statement for the school's instructors and what a decision asks of them. */
export const teacherRows = (ctx: Ctx, ids: readonly string[]) =>
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
    .where(and(eq(employees.schoolId, ctx.actor.schoolId), oneOf(sql`${employees.id}`, ids)))
    .limit(500);

export const approvalsOf = (ctx: Ctx, ids: readonly string[]) =>
  ctx.db
    .select({
      employeeId: approvals.employeeId,
      classCode: sql<never>`${approvals.classCode}`,
      approvedFrom: approvals.approvedFrom,
      approvedTo: approvals.approvedTo,
    })
    .from(approvals)
    .where(
      and(eq(approvals.schoolId, ctx.actor.schoolId), oneOf(sql`${approvals.employeeId}`, ids)),
    )
    .limit(1000);

export const vehicleColumns = {
  id: vehicles.id,
  plate: vehicles.plate,
  kind: sql<"car" | "trailer">`${vehicles.kind}`,
  classes: sql<never[]>`${vehicles.classes}`.mapWith((text: string): never[] => JSON.parse(text)),
  gearbox: vehicles.gearbox,
  dualControls: vehicles.dualControls,
  inspectBy: vehicles.inspectBy,
  insuredUntil: vehicles.insuredUntil,
  retiredOn: vehicles.retiredOn,
  branchId: vehicles.branchId,
};

const listOf = (...ids: readonly (string | null)[]) => ids.filter((id) => id !== null);

/**
 * Everything the rules need to know about a booking to be, in one trip: who and what it takes, what
 * stands in the way, and what the school has decided.
 */
export async function readFacts(
  ctx: Ctx,
  wanted: Wanted & Pick<BookingInput, "kind" | "classCode" | "step">,
  taken: readonly Claim[],
  id: string,
) {
  const { schoolId } = ctx.actor;
  const { startsAt, endsAt, instructorId, vehicleId, trailerId, roomId, branchId } = wanted;
  const day = dayOf(startsAt);
  const from = instantAt(day);
  const to = instantAt(addDays(day, 1));
  const teacher = listOf(instructorId);
  const learner = isTraining(wanted) ? listOf(wanted.studentId) : [];
  const [
    rules,
    student,
    teachers,
    approved,
    hours,
    exceptions,
    away,
    cars,
    places,
    sites,
    ...rest
  ] = await ctx.db.batch([
    ruleRows(ctx),
    studentQuery(ctx, wanted.studentId ?? ""),
    teacherRows(ctx, teacher),
    approvalsOf(ctx, teacher),
    hoursOf(ctx, teacher),
    exceptionsBetween(ctx, { from: day, to: day }, teacher),
    absencesBetween(ctx, { from: shift(startsAt, -BUFFER), to: shift(endsAt, BUFFER) }, teacher),
    ctx.db
      .select(vehicleColumns)
      .from(vehicles)
      .where(
        and(
          eq(vehicles.schoolId, schoolId),
          oneOf(sql`${vehicles.id}`, listOf(vehicleId, trailerId)),
        ),
      ),
    ctx.db
      .select({ id: rooms.id, name: rooms.name, closedOn: rooms.closedOn, seats: rooms.seats })
      .from(rooms)
      .where(and(eq(rooms.schoolId, schoolId), eq(rooms.id, roomId ?? ""))),
    ctx.db
      .select({ id: branches.id, closedOn: branches.closedOn })
      .from(branches)
      .where(and(eq(branches.schoolId, schoolId), eq(branches.id, branchId ?? ""))),
    clashing(ctx, taken, id),
    ctx.db
      .select({ startsAt: bookings.startsAt, endsAt: bookings.endsAt, id: bookings.id })
      .from(bookings)
      .where(
        and(
          eq(bookings.schoolId, schoolId),
          eq(bookings.instructorId, instructorId ?? ""),
          gte(bookings.startsAt, shift(from, -DAY)),
          lt(bookings.startsAt, to),
          gt(bookings.endsAt, from),
          ne(bookings.status, "cancelled"),
          ne(bookings.id, id),
        ),
      )
      .limit(100),
    plannedRows(ctx, learner, id),
    ...trainingQueries(ctx, learner),
  ]);
  const [clashes, today, planned, ...trained] = rest;
  const [instructor] = teachers;
  const who = student.length > 0 ? toStudent(student) : undefined;
  const training = who && isTraining(wanted) ? toFacts(who, trained) : undefined;
  return {
    rules: asRules(rules),
    student: who,
    instructor: instructor && {
      ...instructor,
      approvals: approved,
      plan: { hours, exceptions },
      absences: away,
      today,
    },
    vehicle: cars.find((car) => car.id === vehicleId),
    trailer: cars.find((car) => car.id === trailerId),
    training: training && { ...training, planned: asPlanned(planned) },
    room: places[0],
    branch: sites[0],
    clashes,
  };
}
export type Facts = Awaited<ReturnType<typeof readFacts>>;
