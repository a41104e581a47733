import { and, asc, eq, gt, gte, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import { DAY, shift } from "#worker/lib/clock.ts";
import type { Ctx, Locale, Statement } from "#worker/lib/ctx.ts";
import { linkHash } from "#worker/lib/links.ts";
import { employees } from "#worker/modules/employees/mod.ts";
import type { SettingValue } from "#worker/modules/schools/mod.ts";
import { students } from "#worker/modules/students/mod.ts";
import { bookings, checkInLinks } from "../schema.ts";
import type { ReminderWay } from "./input.ts";
import type { Reach } from "./rules.ts";

/** How many are reminded of in one go. */
export const PER_RUN = 50;

const setting = (key: string) =>
  sql`(select s.value from settings s where s.school_id = ${bookings.schoolId} and s.key = ${key}
    order by s.since desc, s.id desc limit 1)`;

const choiceOf = (userId: SQL) =>
  sql<ReminderWay | null>`(select r.by from reminder_choices r
    where r.school_id = ${bookings.schoolId} and r.user_id = ${userId})`;

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
      phone: students.phone,
      by: choiceOf(sql`${students.userId}`),
      instructor: sql<string | null>`${employees.firstName} || ' ' || ${employees.lastName}`,
      branch: sql<string | null>`(select b.name from branches b
        where b.school_id = ${bookings.schoolId} and b.id = ${bookings.branchId})`,
      schoolName: sql<string>`(select c.name from schools c where c.id = ${bookings.schoolId})`,
      locale: sql<Locale>`coalesce((select u.locale from users u where u.id = ${students.userId}),
        ${setting("default_locale")} ->> '$', 'nb')`,
      smsTo: sql<SettingValue<"reminder_sms">>`coalesce(${setting("reminder_sms")} ->> '$', 'off')`,
      smsSender: sql<string>`coalesce(${setting("sms_sender")} ->> '$', '')`,
      guardians: sql`(select json_group_array(distinct json_object(
          'email', c.email, 'phone', c.phone, 'by', ${choiceOf(sql`c.user_id`)}))
        from student_contacts l
        join contacts c on c.school_id = l.school_id and c.id = l.contact_id
        where l.school_id = ${bookings.schoolId} and l.student_id = ${bookings.studentId}
          and l.role = 'guardian')`.mapWith((text: string): Reach[] => JSON.parse(text)),
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

/** Keeps where a short link leads, until a day after the lesson. */
export const keepLink = (ctx: Ctx, token: string, lesson: Seen & { endsAt: string }): Statement =>
  ctx.db
    .insert(checkInLinks)
    .values({
      ...{ hash: linkHash(token), schoolId: ctx.actor.schoolId, bookingId: lesson.id },
      ...{ startsAt: lesson.startsAt, expiresAt: shift(lesson.endsAt, DAY) },
    })
    .onConflictDoNothing();

/** The lesson that a short link was made for, and when it was then. */
export async function findLink(ctx: Ctx, token: string) {
  const [link] = await ctx.db
    .select({
      schoolId: checkInLinks.schoolId,
      id: checkInLinks.bookingId,
      startsAt: checkInLinks.startsAt,
    })
    .from(checkInLinks)
    .where(and(eq(checkInLinks.hash, linkHash(token)), gt(checkInLinks.expiresAt, ctx.now)));
  return link;
}

/** Deletes the links of lessons that are over. A job: nobody asked, so nothing is audited. */
export async function purgeCheckInLinks(ctx: Ctx): Promise<void> {
  await ctx.db.delete(checkInLinks).where(lt(checkInLinks.expiresAt, ctx.now));
}
