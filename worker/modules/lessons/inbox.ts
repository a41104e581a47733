import { and, asc, eq, isNotNull, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { bookings } from "#worker/modules/bookings/mod.ts";
import { employees, ownId } from "#worker/modules/employees/mod.ts";
import { students } from "#worker/modules/students/mod.ts";
import type { Inbox, InboxQuery, Waiting } from "./input.ts";
import { attestable } from "./rules.ts";
import { lessons } from "./schema.ts";

const columns = {
  id: bookings.id,
  kind: bookings.kind,
  startsAt: bookings.startsAt,
  endsAt: bookings.endsAt,
  classCode: bookings.classCode,
  step: bookings.step,
  studentId: sql<string>`${bookings.studentId}`.as("studentId"),
  student: sql<string>`${students.firstName} || ' ' || ${students.lastName}`.as("student"),
  instructorId: bookings.instructorId,
  instructor: sql<string | null>`${employees.firstName} || ' ' || ${employees.lastName}`.as(
    "instructor",
  ),
  version: bookings.version,
};

const theirStudent = and(
  eq(students.schoolId, bookings.schoolId),
  sql`${students.id} = ${bookings.studentId}`,
);
const theirTeacher = and(
  eq(employees.schoolId, bookings.schoolId),
  sql`${employees.id} = ${bookings.instructorId}`,
);

// Written out, not bound: only so does SQLite see that the partial indexes hold all of them.
const isWaiting = and(
  sql`${bookings.status} = 'booked'`,
  isNotNull(bookings.studentId),
  sql`${bookings.kind} in (${sql.raw(attestable.map((kind) => `'${kind}'`).join(", "))})`,
);

const waiting = (ctx: Ctx, whose: SQL | undefined) =>
  ctx.db
    .select({ ...columns, objection: sql<string | null>`null`.as("objection") })
    .from(bookings)
    .innerJoin(students, theirStudent)
    .leftJoin(employees, theirTeacher)
    .where(
      and(
        eq(bookings.schoolId, ctx.actor.schoolId),
        lte(bookings.startsAt, ctx.now),
        isWaiting,
        whose,
      ),
    )
    .$dynamic();

/** What students do not agree with, and nobody has answered. */
const objected = (ctx: Ctx) =>
  ctx.db
    .select({ ...columns, objection: lessons.objection })
    .from(lessons)
    .innerJoin(
      bookings,
      and(eq(bookings.schoolId, lessons.schoolId), eq(bookings.id, lessons.bookingId)),
    )
    .innerJoin(students, theirStudent)
    .leftJoin(employees, theirTeacher)
    .where(
      and(
        eq(lessons.schoolId, ctx.actor.schoolId),
        isNull(lessons.supersededAt),
        isNotNull(lessons.objectedAt),
        isNull(lessons.signedAt),
      ),
    )
    .orderBy(asc(lessons.startsAt), asc(lessons.bookingId))
    .limit(OBJECTIONS);

const OWN = 25;
const OBJECTIONS = 10;

/** The statement for what somebody has held herself and not attested yet, oldest first. */
export const waitingOf = (ctx: Ctx, limit: number) =>
  waiting(ctx, eq(bookings.instructorId, ownId(ctx)))
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(limit);

/**
 * What waits to be attested, oldest first: what the person who asks has held herself, what students
 * do not agree with, and then everybody else's, a page at a time. One trip.
 */
export async function readInbox(ctx: Ctx, { after }: InboxQuery): Promise<Inbox> {
  const list = { q: "", sort: "startsAt", per: 25, after };
  const page = keyset({ startsAt: bookings.startsAt }, bookings.id, list);
  const me = ownId(ctx);
  const [own, quarrels, others] = await ctx.db.batch([
    waitingOf(ctx, OWN),
    objected(ctx),
    waiting(ctx, and(sql`${bookings.instructorId} is not ${me}`, page.after))
      .orderBy(...page.order)
      .limit(page.limit),
  ]);
  const shown = toPage<Waiting>(others, list);
  return { own, objected: quarrels, others: shown.items, after: shown.after };
}
