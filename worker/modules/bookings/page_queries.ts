import { and, asc, eq, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { findIds, inOrder, oneOf } from "#worker/lib/search.ts";
import { STUDENT, searchText, students } from "#worker/modules/students/mod.ts";
import { asRules, ruleRows } from "./deadlines/queries.ts";
import { cancelBy } from "./deadlines/rules.ts";
import { bookingRow, mine, named, toBooking } from "./queries.ts";
import { whyNotTouch } from "./rules.ts";
import { bookings } from "./schema.ts";

/** A booking's page: itself, its series, its deadline, and why it cannot be changed if so. */
export async function readBooking(ctx: Ctx, id: string) {
  const own = sql`(select b.series_id from bookings b
    where b.school_id = ${ctx.actor.schoolId} and b.id = ${id})`;
  const [row, series, rules] = await ctx.db.batch([
    bookingRow(ctx, id),
    named(ctx)
      .where(and(mine(ctx), eq(bookings.seriesId, own)))
      .orderBy(asc(bookings.seriesN))
      .limit(30),
    ruleRows(ctx),
  ]);
  const booking = toBooking(row);
  return {
    booking,
    /** The day in the calendar it stands on. */
    on: dayOf(booking.startsAt),
    series,
    cancelBy: cancelBy(booking.startsAt, asRules(rules)),
    reasons: whyNotTouch(booking, ctx.now),
  };
}
export type ShownBooking = Awaited<ReturnType<typeof readBooking>>;

const PER = 12;

/** The first students whose words begin so. */
export async function findStudents(ctx: Ctx, q: string) {
  const { ids } = await findIds(ctx, STUDENT, { q: searchText(q), per: PER });
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({
      id: students.id,
      number: students.number,
      firstName: students.firstName,
      lastName: students.lastName,
      status: students.status,
    })
    .from(students)
    .where(and(eq(students.schoolId, ctx.actor.schoolId), oneOf(students.id, ids)));
  return inOrder(rows, ids);
}
export type FoundStudent = Awaited<ReturnType<typeof findStudents>>[number];
