import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { Problem } from "#worker/lib/problem.ts";
import { oneOf } from "#worker/lib/search.ts";
import { bookings } from "#worker/modules/bookings/mod.ts";
import { ownStudents } from "#worker/modules/contacts/mod.ts";
import { employees } from "#worker/modules/employees/mod.ts";
import { students } from "#worker/modules/students/mod.ts";
import { mine, readLesson } from "../queries.ts";
import { lessons, selfAssessments } from "../schema.ts";
import type { Ahead, OneOwn, OwnLesson, OwnLessons } from "./input.ts";

// Nobody takes more lessons than this; the limit is only a fuse.
const FUSE = 300;
const AHEAD = 10;

const student = sql<string>`${students.firstName}`.as("student");
const instructor = sql<string | null>`${employees.firstName} || ' ' || ${employees.lastName}`.as(
  "instructor",
);

const lessonsOf = (ctx: Ctx, ids: readonly string[]) =>
  ctx.db
    .select({
      id: lessons.bookingId,
      student,
      startsAt: lessons.startsAt,
      classCode: lessons.classCode,
      step: lessons.step,
      instructor,
      outcome: lessons.outcome,
      minutes: lessons.minutes,
      version: lessons.version,
      signedAt: lessons.signedAt,
      objectedAt: lessons.objectedAt,
    })
    .from(lessons)
    .innerJoin(
      students,
      and(eq(students.schoolId, lessons.schoolId), eq(students.id, lessons.studentId)),
    )
    .leftJoin(
      employees,
      and(eq(employees.schoolId, lessons.schoolId), eq(employees.id, lessons.instructorId)),
    )
    .where(and(mine(ctx), oneOf(lessons.studentId, ids), isNull(lessons.supersededAt)))
    .orderBy(desc(lessons.startsAt), desc(lessons.bookingId))
    .limit(FUSE);

/** Assessments that are booked and not attested yet. */
const assessmentsOf = (ctx: Ctx, ids: readonly string[]) =>
  ctx.db
    .select({
      id: bookings.id,
      student,
      startsAt: bookings.startsAt,
      classCode: bookings.classCode,
      step: bookings.step,
      instructor,
      written: sql<boolean>`${selfAssessments.at} is not null`.mapWith(Boolean).as("written"),
    })
    .from(bookings)
    .innerJoin(
      students,
      and(eq(students.schoolId, bookings.schoolId), sql`${students.id} = ${bookings.studentId}`),
    )
    .leftJoin(
      employees,
      and(
        eq(employees.schoolId, bookings.schoolId),
        sql`${employees.id} = ${bookings.instructorId}`,
      ),
    )
    .leftJoin(
      selfAssessments,
      and(
        eq(selfAssessments.schoolId, bookings.schoolId),
        eq(selfAssessments.bookingId, bookings.id),
      ),
    )
    .where(
      and(
        eq(bookings.schoolId, ctx.actor.schoolId),
        oneOf(sql`${bookings.studentId}`, ids),
        eq(bookings.status, "booked"),
        eq(bookings.kind, "assessment"),
      ),
    )
    .orderBy(asc(bookings.startsAt))
    .limit(AHEAD);

/** The statement for what these students have not answered of what was attested: whose, and when. */
export const unsignedOf = (ctx: Ctx, ids: readonly string[]) =>
  ctx.db
    .select({ studentId: lessons.studentId, id: lessons.bookingId, startsAt: lessons.startsAt })
    .from(lessons)
    .where(
      and(
        mine(ctx),
        oneOf(lessons.studentId, ids),
        isNull(lessons.supersededAt),
        isNull(lessons.signedAt),
        isNull(lessons.objectedAt),
      ),
    )
    .orderBy(desc(lessons.startsAt))
    .limit(FUSE);

/** What has been attested of one's own lessons and of one's children's, newest first. */
export async function readOwnLessons(ctx: Ctx): Promise<OwnLessons> {
  const people = await ownStudents(ctx);
  if (people.length === 0) return { students: [], ahead: [], items: [] };
  const ids = people.map(({ id }) => id);
  const [items, ahead]: [OwnLesson[], Ahead[]] = await ctx.db.batch([
    lessonsOf(ctx, ids),
    assessmentsOf(ctx, ids),
  ]);
  return { students: people.map(({ firstName }) => firstName), ahead, items };
}

/** One of them; a lesson of anybody else's is as unknown as a random one. */
export async function readOwnLesson(ctx: Ctx, id: string): Promise<OneOwn> {
  const people = await ownStudents(ctx);
  const { lesson } = await readLesson(ctx, id);
  const hers = people.find((one) => one.id === lesson.studentId);
  if (!hers) throw new Problem(404, "lessons.not_found");
  return { lesson, guarded: hers.guarded };
}
