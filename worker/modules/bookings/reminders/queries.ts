import { and, asc, eq, gte, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Ctx, Locale, Statement } from "#worker/lib/ctx.ts";
import { employees } from "#worker/modules/employees/mod.ts";
import { students } from "#worker/modules/students/mod.ts";
import { bookings } from "../schema.ts";

/** How many are reminded of in one go. */
export const PER_RUN = 50;

const setting = (key: string) =>
  sql`(select s.value from settings s where s.school_id = ${bookings.schoolId} and s.key = ${key}
    order by s.since desc, s.id desc limit 1)`;

/** Lessons of all schools in a stretch that nobody has been reminded of, with whom to write to. */
export const unreminded = (ctx: Ctx, { from, to }: { from: string; to: string }) =>
  ctx.db
    .select({
      schoolId: bookings.schoolId,
      id: bookings.id,
      startsAt: bookings.startsAt,
      endsAt: bookings.endsAt,
      pickup: bookings.pickup,
      firstName: students.firstName,
      birthDate: students.birthDate,
      email: students.email,
      instructor: sql<string | null>`${employees.firstName} || ' ' || ${employees.lastName}`,
      branch: sql<string | null>`(select b.name from branches b
        where b.school_id = ${bookings.schoolId} and b.id = ${bookings.branchId})`,
      schoolName: sql<string>`(select c.name from schools c where c.id = ${bookings.schoolId})`,
      locale: sql<Locale>`coalesce((select u.locale from users u where u.id = ${students.userId}),
        ${setting("default_locale")} ->> '$', 'nb')`,
      guardians: sql`(select json_group_array(distinct c.email) from student_contacts l
        join contacts c on c.school_id = l.school_id and c.id = l.contact_id
        where l.school_id = ${bookings.schoolId} and l.student_id = ${bookings.studentId}
          and l.role = 'guardian' and c.email is not null)`.mapWith((text: string): string[] =>
        JSON.parse(text),
      ),
    })
    .from(bookings)
    .innerJoin(
      students,
      and(eq(students.schoolId, bookings.schoolId), eq(students.id, bookings.studentId)),
    )
    .leftJoin(
      employees,
      and(eq(employees.schoolId, bookings.schoolId), eq(employees.id, bookings.instructorId)),
    )
    .where(
      and(
        eq(bookings.status, "booked"),
        isNull(bookings.remindedAt),
        gte(bookings.startsAt, from),
        lt(bookings.startsAt, to),
        inArray(bookings.kind, ["lesson", "assessment", "course", "test"]),
        sql`coalesce(${setting("reminders")}, '"on"') <> '"off"'`,
      ),
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(PER_RUN);
export type Unreminded = Awaited<ReturnType<typeof unreminded>>[number];

type Seen = { id: string; startsAt: string };
const same = (ctx: Ctx, { id, startsAt }: Seen) =>
  and(
    eq(bookings.schoolId, ctx.actor.schoolId),
    eq(bookings.id, id),
    eq(bookings.startsAt, startsAt),
    eq(bookings.status, "booked"),
  );

// The version stays: whoever has the booking open in a form changes nothing of this.

/** Stands before mustChange(): two clocks that ring at once remind once. */
export const markReminded = (ctx: Ctx, seen: Seen): Statement =>
  ctx.db
    .update(bookings)
    .set({ remindedAt: ctx.now })
    .where(and(same(ctx, seen), isNull(bookings.remindedAt)));

export const markCheckedIn = (ctx: Ctx, seen: Seen): Statement =>
  ctx.db
    .update(bookings)
    .set({ checkedInAt: ctx.now })
    .where(and(same(ctx, seen), isNull(bookings.checkedInAt)));
