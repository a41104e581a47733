import { and, asc, eq, gt, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { DAY, HOUR, shift } from "#worker/lib/clock.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { absencesBetween, exceptionsBetween } from "#worker/modules/absences/mod.ts";
import { approvals, workingHours } from "#worker/modules/employees/mod.ts";
import { asRules, ruleRows } from "../deadlines/queries.ts";
import { takenBetween, teachers } from "../offers/queries.ts";
import { mine, named, stands } from "../queries.ts";
import { bookings } from "../schema.ts";

/** Somebody is away for a while. */
export type Away = { employeeId: string; startsAt: string; endsAt: string };

const FUSE = 500;
// What is taught; a meeting goes on without her.
const taught = ["lesson", "assessment", "course", "test"] as const;

/** The statement for what somebody teaches in a stretch and has not begun. */
export const lessonsHit = (
  ctx: Ctx,
  { employeeId, startsAt, endsAt }: Omit<Away, "employeeId"> & { employeeId: string | SQL },
) =>
  named(ctx)
    .where(
      and(
        mine(ctx),
        eq(bookings.instructorId, employeeId),
        gte(bookings.startsAt, shift(startsAt, -DAY)),
        gt(bookings.startsAt, ctx.now),
        lt(bookings.startsAt, endsAt),
        gt(bookings.endsAt, startsAt),
        inArray(bookings.kind, [...taught]),
        inArray(bookings.status, ["held", "booked"]),
        stands(ctx),
      ),
    )
    .orderBy(asc(bookings.startsAt))
    .limit(FUSE);

/** The lessons that an absence hits, and all there is to know of who could take them: one trip. */
export async function readCover(ctx: Ctx, away: Away) {
  const { schoolId } = ctx.actor;
  // What is over needs nobody.
  const startsAt = away.startsAt > ctx.now ? away.startsAt : ctx.now;
  const endsAt = away.endsAt > startsAt ? away.endsAt : shift(startsAt, HOUR);
  const [from, to] = [dayOf(startsAt), dayOf(endsAt)];
  const [lessons, rules, people, approved, hours, exceptions, absent, taken] = await ctx.db.batch([
    lessonsHit(ctx, away),
    ruleRows(ctx),
    teachers(ctx, from),
    ctx.db
      .select({
        employeeId: approvals.employeeId,
        classCode: sql<never>`${approvals.classCode}`,
        approvedFrom: approvals.approvedFrom,
        approvedTo: approvals.approvedTo,
      })
      .from(approvals)
      .where(eq(approvals.schoolId, schoolId))
      .limit(FUSE * 4),
    ctx.db
      .select({
        employeeId: workingHours.employeeId,
        weekday: workingHours.weekday,
        starts: workingHours.starts,
        ends: workingHours.ends,
      })
      .from(workingHours)
      .where(eq(workingHours.schoolId, schoolId))
      .limit(FUSE * 4),
    exceptionsBetween(ctx, { from, to }),
    absencesBetween(ctx, { from: startsAt, to: endsAt }),
    takenBetween(ctx, { startsAt, endsAt }),
  ]);
  const of = (id: string) => (row: { employeeId: string }) => row.employeeId === id;
  return {
    lessons,
    rules: asRules(rules),
    taken,
    people: people.map((one) => ({
      ...one,
      approvals: approved.filter(of(one.id)),
      absences: absent.filter(of(one.id)),
      plan: { hours: hours.filter(of(one.id)), exceptions: exceptions.filter(of(one.id)) },
    })),
  };
}
export type CoverFacts = Awaited<ReturnType<typeof readCover>>;
