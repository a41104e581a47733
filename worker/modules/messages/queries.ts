import { and, desc, eq, gt, gte, isNotNull, type SQL, sql } from "drizzle-orm";
import { DAY, shift } from "#worker/lib/clock.ts";
import type { Ctx, Locale } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem, type Reason } from "#worker/lib/problem.ts";
import { oneOf } from "#worker/lib/search.ts";
import { bookings } from "#worker/modules/bookings/mod.ts";
import { employees, ownId } from "#worker/modules/employees/mod.ts";
import { students } from "#worker/modules/students/mod.ts";
import type { PageQuery, Sender, Thread, ThreadSummary, Threads } from "./input.ts";
import { whyNotWrite } from "./rules.ts";
import { messages, messageThreads as threads } from "./schema.ts";

const fullName = (of: typeof students | typeof employees) =>
  sql<string>`${of.firstName} || ' ' || ${of.lastName}`;
const mine = (ctx: Ctx) => eq(threads.schoolId, ctx.actor.schoolId);

/** The student that whoever asks is. */
const ownStudent = (ctx: Ctx): SQL =>
  sql`(select s.id from students s where s.school_id = ${ctx.actor.schoolId}
    and s.user_id = ${ctx.actor.id} order by s.number limit 1)`;

/** Where one of the two is told that something waits for her; nobody who cannot sign in here. */
export type Reader = { email: string; locale: Locale; schoolName: string };

// By the tables' names: inside a subquery a bare column would be that of the inner table.
const readerOf = (ctx: Ctx, table: "students" | "employees") =>
  sql<Reader | null>`(select json_object('email', u.email, 'locale', u.locale,
      'schoolName', (select c.name from schools c where c.id = m.school_id))
    from users u join memberships m on m.user_id = u.id and m.ended_at is null
    where m.school_id = ${ctx.actor.schoolId} and u.disabled_at is null
      and u.id = ${sql.raw(table)}.user_id)`
    .mapWith((text: string): Reader => JSON.parse(text))
    .as("reader");

const theirStudent = and(
  eq(students.schoolId, threads.schoolId),
  eq(students.id, threads.studentId),
);
const theirInstructor = and(
  eq(employees.schoolId, threads.schoolId),
  eq(employees.id, threads.employeeId),
);

const summary = {
  id: sql<string>`${threads.studentId}`.as("id"),
  studentId: threads.studentId,
  student: fullName(students).as("student"),
  instructorId: threads.employeeId,
  instructor: fullName(employees).as("instructor"),
  lastAt: threads.lastAt,
  lastSender: threads.lastSender,
  lastText: threads.lastText,
  unreadByStudent: threads.unreadByStudent,
  unreadByInstructor: threads.unreadByInstructor,
};
const summaries = (ctx: Ctx) =>
  ctx.db
    .select(summary)
    .from(threads)
    .innerJoin(students, theirStudent)
    .innerJoin(employees, theirInstructor)
    .$dynamic();
type Row = Awaited<ReturnType<typeof summaries>>[number];

const toSummary = (row: Row, side: Sender): ThreadSummary => ({
  studentId: row.studentId,
  student: row.student,
  instructorId: row.instructorId,
  instructor: row.instructor,
  last: { at: row.lastAt, sender: row.lastSender, text: row.lastText },
  unread: side === "student" ? row.unreadByStudent : row.unreadByInstructor,
});

/** Those who write to an instructor, the newest first. One trip. */
export async function listThreads(ctx: Ctx, { after }: PageQuery): Promise<Threads> {
  const list = { q: "", sort: "-lastAt", per: 25, after };
  const page = keyset({ lastAt: threads.lastAt }, threads.studentId, list);
  const rows = await summaries(ctx)
    .where(and(mine(ctx), eq(threads.employeeId, ownId(ctx)), page.after))
    .orderBy(...page.order)
    .limit(page.limit);
  const shown = toPage(rows, list);
  return { items: shown.items.map((row) => toSummary(row, "instructor")), after: shown.after };
}

// Nobody has more instructors than this; the limit is only a fuse.
const FUSE = 30;
const KNOWN = 180;

/** Who teaches her: her instructor, and those with whom she has had a lesson or has one booked. */
const teachersOf = (ctx: Ctx, only?: string) =>
  ctx.db
    .select({
      instructorId: employees.id,
      instructor: fullName(employees).as("instructor"),
      leftOn: employees.leftOn,
      reader: readerOf(ctx, "employees"),
    })
    .from(employees)
    .where(
      and(
        eq(employees.schoolId, ctx.actor.schoolId),
        only === undefined ? undefined : eq(employees.id, only),
        sql`${employees.id} in (
          select s.instructor_id from students s
            where s.school_id = ${ctx.actor.schoolId} and s.id = ${ownStudent(ctx)}
          union select t.employee_id from message_threads t
            where t.school_id = ${ctx.actor.schoolId} and t.student_id = ${ownStudent(ctx)}
          union select ${bookings.instructorId} from ${bookings} where ${and(
            eq(bookings.schoolId, ctx.actor.schoolId),
            eq(bookings.studentId, ownStudent(ctx)),
            gte(bookings.startsAt, shift(ctx.now, -KNOWN * DAY)),
            isNotNull(bookings.instructorId),
          )})`,
      ),
    )
    .orderBy(employees.sortName)
    .limit(FUSE);

const herself = (ctx: Ctx) =>
  ctx.db
    .select({ studentId: students.id, student: fullName(students).as("student") })
    .from(students)
    .where(and(eq(students.schoolId, ctx.actor.schoolId), eq(students.id, ownStudent(ctx))));

/** Whom a student may write to, and what was said last. One trip. */
export async function listOwnThreads(ctx: Ctx): Promise<ThreadSummary[]> {
  const [[self], teachers, rows] = await ctx.db.batch([
    herself(ctx),
    teachersOf(ctx),
    summaries(ctx)
      .where(and(mine(ctx), eq(threads.studentId, ownStudent(ctx))))
      .orderBy(desc(threads.lastAt))
      .limit(FUSE),
  ]);
  if (!self) return [];
  const begun = rows.map((row) => toSummary(row, "student"));
  const ids = begun.map(({ instructorId }) => instructorId);
  const fresh = teachers
    .filter(({ instructorId, leftOn }) => !ids.includes(instructorId) && leftOn === null)
    .map(({ instructorId, instructor }) => ({
      ...{ ...self, instructorId, instructor, last: null, unread: 0 },
    }));
  return [...begun, ...fresh];
}

const PER = 30;
const newestFirst = (after: PageQuery["after"]) => ({ q: "", sort: "-at", per: PER, after });

/** What two have written, newest first, and how much of it is unread, for a batch. */
function written(ctx: Ctx, studentId: SQL, employeeId: SQL, { after }: PageQuery) {
  const page = keyset({ at: messages.at }, messages.id, newestFirst(after));
  return [
    ctx.db
      .select({
        unreadByStudent: threads.unreadByStudent,
        unreadByInstructor: threads.unreadByInstructor,
      })
      .from(threads)
      .where(and(mine(ctx), eq(threads.studentId, studentId), eq(threads.employeeId, employeeId))),
    ctx.db
      .select({
        id: messages.id,
        sender: messages.sender,
        text: messages.body,
        at: messages.at,
      })
      .from(messages)
      .where(
        and(
          eq(messages.schoolId, ctx.actor.schoolId),
          eq(messages.studentId, studentId),
          eq(messages.employeeId, employeeId),
          page.after,
        ),
      )
      .orderBy(...page.order)
      .limit(page.limit),
  ] as const;
}

/** A thread as one of the two has it before her. */
export type ReadThread = {
  thread: Thread;
  side: Sender;
  begun: boolean;
  why: readonly Reason[];
  /** How much the other has not read, and where she is told of it. */
  waiting: number;
  reader: Reader | null;
};

/** What an instructor and a student have written; a student of another school is unknown. One trip. */
export async function readThread(ctx: Ctx, studentId: string, query: PageQuery) {
  const { schoolId } = ctx.actor;
  const [[found], [me], [thread], rows] = await ctx.db.batch([
    ctx.db
      .select({
        studentId: students.id,
        student: fullName(students).as("student"),
        reader: readerOf(ctx, "students"),
      })
      .from(students)
      .where(and(eq(students.schoolId, schoolId), eq(students.id, studentId))),
    ctx.db
      .select({ instructorId: employees.id, instructor: fullName(employees).as("instructor") })
      .from(employees)
      .where(and(eq(employees.schoolId, schoolId), eq(employees.id, ownId(ctx)))),
    ...written(ctx, sql`${studentId}`, ownId(ctx), query),
  ]);
  if (!found) throw new Problem(404, "messages.not_found");
  const { reader, ...her } = found;
  const who = me ?? { instructorId: null, instructor: "" };
  const why = whyNotWrite("instructor", { ...who, leftOn: null }, dayOf(ctx.now));
  const unread = thread?.unreadByInstructor ?? 0;
  const shown = { ...her, ...who, unread, why, ...toPage(rows, newestFirst(query.after)) };
  const begun = thread !== undefined;
  const waiting = thread?.unreadByStudent ?? 0;
  return { thread: shown, side: "instructor", begun, why, waiting, reader } satisfies ReadThread;
}

/** The same as the student has it; whoever does not teach her is unknown to her. One trip. */
export async function readOwnThread(ctx: Ctx, employeeId: string, query: PageQuery) {
  const [[self], [teacher], [thread], rows] = await ctx.db.batch([
    herself(ctx),
    teachersOf(ctx, employeeId),
    ...written(ctx, ownStudent(ctx), sql`${employeeId}`, query),
  ]);
  if (!self || !teacher) throw new Problem(404, "messages.not_found");
  const { leftOn, reader, ...who } = teacher;
  const why = whyNotWrite("student", teacher, dayOf(ctx.now));
  const unread = thread?.unreadByStudent ?? 0;
  const shown = { ...self, ...who, unread, why, ...toPage(rows, newestFirst(query.after)) };
  const begun = thread !== undefined;
  const waiting = thread?.unreadByInstructor ?? 0;
  return { thread: shown, side: "student", begun, why, waiting, reader } satisfies ReadThread;
}

/** The statement for what an instructor has not read, newest first. */
export const unreadThreads = (ctx: Ctx, limit: number) =>
  summaries(ctx)
    .where(
      and(mine(ctx), eq(threads.employeeId, ownId(ctx)), sql`${threads.unreadByInstructor} > 0`),
    )
    .orderBy(desc(threads.lastAt))
    .limit(limit);

/** The statement for what these students have not read. */
export const unreadOfStudents = (ctx: Ctx, ids: readonly string[]) =>
  ctx.db
    .select({ studentId: threads.studentId, instructorId: threads.employeeId })
    .from(threads)
    .where(and(mine(ctx), oneOf(threads.studentId, ids), gt(threads.unreadByStudent, 0)))
    .limit(FUSE);
