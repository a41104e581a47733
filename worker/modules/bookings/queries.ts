import { and, asc, eq, gt, gte, lt, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { DAY, shift } from "#worker/lib/clock.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { Problem } from "#worker/lib/problem.ts";
import { employees } from "#worker/modules/employees/mod.ts";
import { rooms } from "#worker/modules/resources/mod.ts";
import { branches } from "#worker/modules/schools/mod.ts";
import { students } from "#worker/modules/students/mod.ts";
import { vehicles } from "#worker/modules/vehicles/mod.ts";
import type { Booking, BookingSpan, CancelReason } from "./input.ts";
import { bookings } from "./schema.ts";

const trailers = alias(vehicles, "trailers");
const fullName = (first: unknown, last: unknown): SQL<string | null> =>
  sql`${first} || ' ' || ${last}`;

// Named, never whole rows: what is added later does not slip out.
export const columns = {
  id: bookings.id,
  kind: bookings.kind,
  status: bookings.status,
  startsAt: bookings.startsAt,
  endsAt: bookings.endsAt,
  studentId: bookings.studentId,
  student: fullName(students.firstName, students.lastName).as("student"),
  instructorId: bookings.instructorId,
  instructor: fullName(employees.firstName, employees.lastName).as("instructor"),
  vehicleId: bookings.vehicleId,
  vehicle: sql<string | null>`${vehicles.plate}`.as("vehicle"),
  trailerId: bookings.trailerId,
  trailer: sql<string | null>`${trailers.plate}`.as("trailer"),
  roomId: bookings.roomId,
  room: sql<string | null>`${rooms.name}`.as("room"),
  branchId: bookings.branchId,
  branch: sql<string | null>`${branches.name}`.as("branch"),
  classCode: bookings.classCode,
  step: bookings.step,
  title: bookings.title,
  pickup: bookings.pickup,
  note: bookings.note,
  bufferMinutes: bookings.bufferMinutes,
  holdUntil: bookings.holdUntil,
  seriesId: bookings.seriesId,
  seriesN: bookings.seriesN,
  cancelledAt: bookings.cancelledAt,
  cancelReason: sql<CancelReason | null>`${bookings.cancelReason}`,
  cancelledLate: bookings.cancelledLate,
  checkedInAt: bookings.checkedInAt,
  createdAt: bookings.createdAt,
  version: bookings.version,
};

export const mine = (ctx: Ctx) => eq(bookings.schoolId, ctx.actor.schoolId);

const of = (table: { schoolId: typeof bookings.schoolId; id: typeof bookings.id }, id: SQL) =>
  and(sql`${table.schoolId} = ${bookings.schoolId}`, sql`${table.id} = ${id}`);

/** Bookings with the names of what they take. */
export const named = (ctx: Ctx) =>
  ctx.db
    .select(columns)
    .from(bookings)
    .leftJoin(students, of(students as never, sql`${bookings.studentId}`))
    .leftJoin(employees, of(employees as never, sql`${bookings.instructorId}`))
    .leftJoin(vehicles, of(vehicles as never, sql`${bookings.vehicleId}`))
    .leftJoin(trailers, of(trailers as never, sql`${bookings.trailerId}`))
    .leftJoin(rooms, of(rooms as never, sql`${bookings.roomId}`))
    .leftJoin(branches, of(branches as never, sql`${bookings.branchId}`))
    .$dynamic();

// A hold whose time is over occupies nothing; it is swept when somebody wants its slot.
export const stands = (ctx: Ctx) =>
  and(
    ne(bookings.status, "cancelled"),
    sql`(${bookings.status} <> 'held' or ${bookings.holdUntil} > ${ctx.now})`,
  );

// A week of a large school is some thousands; the limit is only a fuse.
const FUSE = 5000;

/**
 * The statement for what touches a stretch of time, by beginning: of everybody, or of one
 * instructor, vehicle (or trailer), room, student or branch, each by an index of its own.
 */
export function bookingsBetween(ctx: Ctx, span: BookingSpan) {
  const { from, to, instructorId, vehicleId, roomId, studentId, branchId } = span;
  const whose = and(
    instructorId ? eq(bookings.instructorId, instructorId) : undefined,
    roomId ? eq(bookings.roomId, roomId) : undefined,
    studentId ? eq(bookings.studentId, studentId) : undefined,
    branchId ? eq(bookings.branchId, branchId) : undefined,
    vehicleId
      ? sql`(${bookings.vehicleId} = ${vehicleId} or ${bookings.trailerId} = ${vehicleId})`
      : undefined,
  );
  return named(ctx)
    .where(
      and(
        mine(ctx),
        whose,
        // Nothing lasts longer than a day.
        gte(bookings.startsAt, shift(from, -DAY)),
        lt(bookings.startsAt, to),
        gt(bookings.endsAt, from),
        span.cancelled ? undefined : stands(ctx),
      ),
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(FUSE);
}

/** The statement for one booking; `toBooking` reads its row. */
export const bookingRow = (ctx: Ctx, id: string) =>
  named(ctx).where(and(mine(ctx), eq(bookings.id, id)));

/** The booking that the statement brought; a foreign id is as unknown as a random one. */
export function toBooking([row]: readonly Booking[]): Booking {
  if (!row) throw new Problem(404, "bookings.not_found");
  return row;
}

export async function getBooking(ctx: Ctx, id: string): Promise<Booking> {
  return toBooking(await bookingRow(ctx, id));
}

/** The bookings of a series, in their order. */
export const seriesRows = (ctx: Ctx, seriesId: string) =>
  named(ctx)
    .where(and(mine(ctx), eq(bookings.seriesId, seriesId)))
    .orderBy(asc(bookings.seriesN))
    .limit(100);
