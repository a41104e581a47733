import { and, asc, eq, gt, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { DAY, shift } from "#worker/lib/clock.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { currentKey, macOf } from "#worker/lib/keys.ts";
import { linkHash } from "#worker/lib/links.ts";
import { Problem } from "#worker/lib/problem.ts";
import { bookings } from "#worker/modules/bookings/mod.ts";
import { ownStudents } from "#worker/modules/contacts/mod.ts";
import { employees, ownId } from "#worker/modules/employees/mod.ts";
import { schools } from "#worker/modules/schools/mod.ts";
import { students } from "#worker/modules/students/mod.ts";
import { memberships, users } from "#worker/modules/users/mod.ts";
import { calendarFeeds } from "../schema.ts";

// Nobody needs more; it keeps the list short and a stolen session from making a thousand.
export const MOST_FEEDS = 5;
// More than that can only come of many made at once; each can be taken back.
const FUSE = 100;

/**
 * The secret of an address. Its id comes with the form, so it has a key of its own: the id of a link
 * in somebody's mail must not make the token of that link.
 */
export const feedToken = (ring: string, id: string) => macOf(currentKey(ring, "feed"), id);

const own = (ctx: Ctx) =>
  and(
    eq(calendarFeeds.schoolId, ctx.actor.schoolId),
    eq(calendarFeeds.userId, ctx.actor.id),
    isNull(calendarFeeds.revokedAt),
  );

/** The addresses that somebody has in use. One made with a key that is gone is no longer shown. */
export async function listFeeds(ctx: Ctx) {
  const rows = await ctx.db
    .select({
      id: calendarFeeds.id,
      tokenHash: calendarFeeds.tokenHash,
      createdAt: calendarFeeds.createdAt,
    })
    .from(calendarFeeds)
    .where(own(ctx))
    .orderBy(asc(calendarFeeds.createdAt))
    .limit(FUSE);
  return rows.map(({ id, tokenHash, createdAt }) => {
    const token = feedToken(ctx.env.KEYS, id);
    return { id, createdAt, token: linkHash(token) === tokenHash ? token : undefined };
  });
}
export type Feed = Awaited<ReturnType<typeof listFeeds>>[number];

export function insertFeed(ctx: Ctx, id: string): Statement {
  return ctx.db.insert(calendarFeeds).values({
    schoolId: ctx.actor.schoolId,
    id,
    userId: ctx.actor.id,
    tokenHash: linkHash(feedToken(ctx.env.KEYS, id)),
    locale: ctx.actor.locale,
    createdAt: ctx.now,
  });
}

export function revokeFeed(ctx: Ctx, id: string): Statement {
  return ctx.db
    .update(calendarFeeds)
    .set({ revokedAt: ctx.now })
    .where(and(own(ctx), eq(calendarFeeds.id, id)));
}

/** Whose calendar a token opens, while she still belongs to the school. */
export async function feedBehind(ctx: Ctx, token: string) {
  const [found] = await ctx.db
    .select({
      schoolId: calendarFeeds.schoolId,
      userId: calendarFeeds.userId,
      locale: calendarFeeds.locale,
      roles: memberships.roles,
      school: schools.name,
    })
    .from(calendarFeeds)
    .innerJoin(
      memberships,
      and(
        eq(memberships.schoolId, calendarFeeds.schoolId),
        eq(memberships.userId, calendarFeeds.userId),
        isNull(memberships.endedAt),
      ),
    )
    .innerJoin(users, and(eq(users.id, calendarFeeds.userId), isNull(users.disabledAt)))
    .innerJoin(schools, eq(schools.id, calendarFeeds.schoolId))
    .where(and(eq(calendarFeeds.tokenHash, linkHash(token)), isNull(calendarFeeds.revokedAt)));
  if (!found) throw new Problem(404, "not_found");
  return found;
}

const columns = {
  id: bookings.id,
  kind: bookings.kind,
  status: bookings.status,
  startsAt: bookings.startsAt,
  endsAt: bookings.endsAt,
  title: bookings.title,
  classCode: bookings.classCode,
  pickup: bookings.pickup,
  createdAt: bookings.createdAt,
  version: bookings.version,
  studentId: bookings.studentId,
  studentFirst: students.firstName,
  studentLast: students.lastName,
  instructorFirst: sql<string | null>`${employees.firstName}`.as("instructor_first"),
};

function planned(ctx: Ctx, whose: SQL) {
  return ctx.db
    .select(columns)
    .from(bookings)
    .leftJoin(
      students,
      and(eq(students.schoolId, bookings.schoolId), eq(students.id, bookings.studentId)),
    )
    .leftJoin(
      employees,
      and(eq(employees.schoolId, bookings.schoolId), eq(employees.id, bookings.instructorId)),
    )
    .where(
      and(
        eq(bookings.schoolId, ctx.actor.schoolId),
        whose,
        gt(bookings.startsAt, shift(ctx.now, -14 * DAY)),
        lt(bookings.startsAt, shift(ctx.now, 120 * DAY)),
        ne(bookings.status, "cancelled"),
        or(ne(bookings.status, "held"), gt(bookings.holdUntil, ctx.now)),
      ),
    )
    .orderBy(asc(bookings.startsAt))
    .limit(1000);
}

/** What somebody teaches, and her own lessons and those of the children she answers for. */
export async function feedRows(ctx: Ctx) {
  const [taught, learnt] = await ctx.db.batch([
    planned(ctx, eq(bookings.instructorId, ownId(ctx))),
    planned(ctx, sql`${bookings.studentId} in (select id from (${ownStudents(ctx)}))`),
  ]);
  return { taught, learnt };
}
export type FeedRow = Awaited<ReturnType<typeof feedRows>>["taught"][number];
