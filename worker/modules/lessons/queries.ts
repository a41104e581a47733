import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Ctx } from "#worker/lib/ctx.ts";
import { Problem } from "#worker/lib/problem.ts";
import {
  type Booking,
  bookingRow,
  bookings,
  type CancelReason,
} from "#worker/modules/bookings/mod.ts";
import { employees, ownId } from "#worker/modules/employees/mod.ts";
import { users } from "#worker/modules/users/mod.ts";
import type { Attested, Lesson } from "./input.ts";
import { readWarnings } from "./law/queries.ts";
import { attestable, latestLevels, subjectsOf } from "./rules.ts";
import { lessons, selfAssessments } from "./schema.ts";

export const mine = (ctx: Ctx) => eq(lessons.schoolId, ctx.actor.schoolId);

// Named, never whole rows: what is added later does not slip out.
const attestedColumns = {
  version: lessons.version,
  outcome: lessons.outcome,
  minutes: lessons.minutes,
  startsAt: lessons.startsAt,
  classCode: lessons.classCode,
  step: lessons.step,
  themes: lessons.themes,
  levels: lessons.levels,
  note: lessons.note,
  cancelReason: sql<CancelReason | null>`${lessons.cancelReason}`.as("cancelReason"),
  recommendation: lessons.recommendation,
  reason: lessons.reason,
  attestedBy: sql<string | null>`${users.name}`.as("attestedBy"),
  attestedAt: lessons.attestedAt,
  supersededAt: lessons.supersededAt,
  signedAt: lessons.signedAt,
  objectedAt: lessons.objectedAt,
  objection: lessons.objection,
};

type Row = Omit<Attested, "themes"> & { themes: readonly string[] };
const toAttested = (row: Row): Attested => ({ ...row, themes: [...row.themes] });

// A lesson that is corrected more often than this is a quarrel, not a lesson.
const VERSIONS = 50;
const LOOKED_BACK = 15;

/** Everything that was attested of a booking, newest first, for a batch. */
const versionsOf = (ctx: Ctx, bookingId: string) =>
  ctx.db
    .select({ ...attestedColumns, id: lessons.id })
    .from(lessons)
    .leftJoin(users, eq(users.id, lessons.attestedBy))
    .where(and(mine(ctx), eq(lessons.bookingId, bookingId)))
    .orderBy(desc(lessons.version))
    .limit(VERSIONS);

const selfOf = (ctx: Ctx, bookingId: string) =>
  ctx.db
    .select({
      levels: selfAssessments.levels,
      note: selfAssessments.note,
      at: selfAssessments.at,
      version: selfAssessments.version,
    })
    .from(selfAssessments)
    .where(
      and(
        eq(selfAssessments.schoolId, ctx.actor.schoolId),
        eq(selfAssessments.bookingId, bookingId),
      ),
    );

/** The lessons of its student in its class that were held before it, newest first. */
const before = (ctx: Ctx, bookingId: string) => {
  const of = (column: SQLiteColumn) => sql`(select ${sql.identifier(column.name)} from bookings
    where school_id = ${ctx.actor.schoolId} and id = ${bookingId})`;
  return ctx.db
    .select({ levels: lessons.levels })
    .from(lessons)
    .where(
      and(
        mine(ctx),
        eq(lessons.studentId, of(bookings.studentId)),
        isNull(lessons.supersededAt),
        lt(lessons.startsAt, of(bookings.startsAt)),
        eq(lessons.outcome, "delivered"),
        eq(lessons.classCode, of(bookings.classCode)),
      ),
    )
    .orderBy(desc(lessons.startsAt))
    .limit(LOOKED_BACK);
};

const me = (ctx: Ctx) =>
  ctx.db
    .select({ id: employees.id })
    .from(employees)
    .where(and(eq(employees.schoolId, ctx.actor.schoolId), eq(employees.id, ownId(ctx))));

export type Read = {
  /** What the curriculum says of it is another question, and another trip. */
  lesson: Omit<Lesson, "warnings">;
  booking: Booking & { studentId: string };
  /** The ids of the versions: a form sent twice meets its own. */
  ids: readonly string[];
};

/** A lesson with all that is known of it, in one trip; what is no lesson is unknown. */
export async function readLesson(ctx: Ctx, id: string): Promise<Read> {
  const [rows, versions, [self], earlier, [teacher]] = await ctx.db.batch([
    bookingRow(ctx, id),
    versionsOf(ctx, id),
    selfOf(ctx, id),
    before(ctx, id),
    me(ctx),
  ]);
  const [booking] = rows;
  if (!booking || !isLesson(booking)) throw new Problem(404, "lessons.not_found");
  const shown = versions.map(({ id: _, ...row }) => toAttested(row));
  const { kind, startsAt, endsAt, classCode, step, instructorId, instructor } = booking;
  const { status, vehicle, title, version, studentId, student } = booking;
  const lesson: Read["lesson"] = {
    ...{ id, kind, startsAt, endsAt, classCode, step, studentId, student: student ?? "" },
    ...{ instructorId, instructor, status, vehicle, title, version },
    own: instructorId !== null && teacher?.id === instructorId,
    attested: shown.find((row) => row.supersededAt === null) ?? null,
    history: shown.filter((row) => row.supersededAt !== null),
    selfAssessment: self ?? null,
    ...subjectsOf(booking),
    before: latestLevels(earlier),
  };
  return { lesson, booking, ids: versions.map((row) => row.id) };
}

/** The same with what the curriculum has against it: two trips. */
export async function getLesson(ctx: Ctx, id: string): Promise<Lesson> {
  const read = await readLesson(ctx, id);
  return { ...read.lesson, warnings: await readWarnings(ctx, read) };
}

const isLesson = (booking: Booking): booking is Booking & { studentId: string } =>
  booking.studentId !== null && attestable.some((kind) => kind === booking.kind);
