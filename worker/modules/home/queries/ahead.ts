import { and, asc, eq, gt, gte, lt, sql } from "drizzle-orm";
import { DAY, shift } from "#worker/lib/clock.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { oneOf } from "#worker/lib/search.ts";
import { bookings } from "#worker/modules/bookings/mod.ts";
import { employees, ownId } from "#worker/modules/employees/mod.ts";
import { invoices } from "#worker/modules/invoices/mod.ts";
import { unsignedOf, waitingOf } from "#worker/modules/lessons/mod.ts";
import { unreadOfStudents, unreadThreads } from "#worker/modules/messages/mod.ts";
import { studentQuery, students, toStudent } from "#worker/modules/students/mod.ts";
import { toTraining, trainingQueries } from "#worker/modules/training/mod.ts";
import { type Learner, NAMED, stagesOf, todo } from "../rules.ts";
import { part } from "./part.ts";

const columns = {
  id: bookings.id,
  kind: bookings.kind,
  startsAt: bookings.startsAt,
  endsAt: bookings.endsAt,
  classCode: bookings.classCode,
  step: bookings.step,
  title: bookings.title,
  pickup: bookings.pickup,
  studentId: bookings.studentId,
};
const name = (of: typeof students | typeof employees, as: string) =>
  sql<string | null>`${of.firstName} || ' ' || ${of.lastName}`.as(as);

const FEW = 30;
const DAYS_LESSONS = 40;

/** What an instructor holds today, from the first to the last. */
export const todayPart = (ctx: Ctx) => {
  const today = dayOf(ctx.now);
  return part(
    [
      ctx.db
        .select({ ...columns, status: bookings.status, student: name(students, "student") })
        .from(bookings)
        .leftJoin(
          students,
          and(
            eq(students.schoolId, bookings.schoolId),
            sql`${students.id} = ${bookings.studentId}`,
          ),
        )
        .where(
          and(
            eq(bookings.schoolId, ctx.actor.schoolId),
            eq(bookings.instructorId, ownId(ctx)),
            gte(bookings.startsAt, instantAt(today)),
            lt(bookings.startsAt, instantAt(addDays(today, 1))),
            sql`${bookings.status} in ('booked', 'done', 'no_show')`,
          ),
        )
        .orderBy(asc(bookings.startsAt), asc(bookings.id))
        .limit(DAYS_LESSONS),
    ],
    (rows) => ({ today: rows }),
  );
};

/** What an instructor has held and not attested yet. */
export const unattestedPart = (ctx: Ctx) =>
  part([waitingOf(ctx, NAMED + 6)], (rows) => ({
    todos: todo("unattested", "/lessons", rows, {
      limit: NAMED + 6,
      item: ({ id, student }) => ({ href: `/lessons/${id}/attestation`, title: student }),
    }),
  }));

/** Who has written to an instructor since she last read. */
export const messagesPart = (ctx: Ctx) =>
  part([unreadThreads(ctx, NAMED + 6)], (rows) => ({
    todos: todo("unread_messages", "/messages", rows, {
      limit: NAMED + 6,
      item: ({ studentId, student }) => ({ href: `/messages/${studentId}`, title: student }),
    }),
  }));

/** The next lessons of these students; the many that are booked far ahead are left for later. */
const nextOf = (ctx: Ctx, ids: readonly string[]) =>
  ctx.db
    .select({ ...columns, instructor: name(employees, "instructor") })
    .from(bookings)
    .leftJoin(
      employees,
      and(
        eq(employees.schoolId, bookings.schoolId),
        sql`${employees.id} = ${bookings.instructorId}`,
      ),
    )
    .where(
      and(
        eq(bookings.schoolId, ctx.actor.schoolId),
        oneOf(sql`${bookings.studentId}`, ids),
        // Nothing lasts longer than a day; what goes on now is still the next lesson.
        gte(bookings.startsAt, shift(ctx.now, -DAY)),
        gt(bookings.endsAt, ctx.now),
        eq(bookings.status, "booked"),
      ),
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(FEW);

/** The invoices of these students that are not paid, the one that is due first before the others. */
const dueOf = (ctx: Ctx, ids: readonly string[]) =>
  ctx.db
    .select({
      studentId: invoices.studentId,
      id: invoices.id,
      number: invoices.number,
      dueOn: invoices.dueOn,
      openOre: invoices.openOre,
    })
    .from(invoices)
    .where(
      and(
        eq(invoices.schoolId, ctx.actor.schoolId),
        oneOf(invoices.studentId, ids),
        sql`${invoices.state} = 'open'`,
        gt(invoices.openOre, 0),
      ),
    )
    .orderBy(asc(invoices.dueOn), asc(invoices.id))
    .limit(FEW);

/**
 * What lies ahead of each of them, what waits for a signature, and how far each has come. One trip:
 * whom somebody may see is known by then.
 */
export async function withAhead(ctx: Ctx, learners: readonly Learner[]): Promise<Learner[]> {
  if (learners.length === 0) return [];
  const ids = learners.map(({ id }) => id);
  const [next, unsigned, unread, due, plans, done, papers, aside, offered, ...people] =
    await ctx.db.batch([
      nextOf(ctx, ids),
      unsignedOf(ctx, ids),
      unreadOfStudents(ctx, ids),
      dueOf(ctx, ids),
      ...trainingQueries(ctx, ids),
      ...ids.map((id) => studentQuery(ctx, id)),
    ]);
  const rows = [plans, done, papers, aside, offered] as const;
  return learners.map((learner, n) => {
    const own = people[n] ?? [];
    const { classes } = toTraining(ctx, toStudent(own), rows).training;
    const hers = <R extends { studentId: string | null }>(all: readonly R[]) =>
      all.filter(({ studentId }) => studentId === learner.id);
    return {
      ...learner,
      next: hers(next),
      unsigned: hers(unsigned).length,
      unread: hers(unread).length,
      due: hers(due),
      progress: classes.filter(({ startedOn }) => startedOn !== null).map(stagesOf),
    };
  });
}
