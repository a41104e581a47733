import { and, eq, gt, gte, isNull, lt, lte, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { oneOf } from "#worker/lib/search.ts";
import { absences, planExceptions } from "./schema.ts";

type Stretch = { from: string; to: string };

// A school has tens of people; the limit is only a fuse.
const FUSE = 1000;

/** The statement for who is away at some time of a stretch: all of them, or these. Never why. */
export const absencesBetween = (ctx: Ctx, { from, to }: Stretch, ids?: readonly string[]) =>
  ctx.db
    .select({
      id: absences.id,
      employeeId: absences.employeeId,
      startsAt: absences.startsAt,
      endsAt: absences.endsAt,
    })
    .from(absences)
    .where(
      and(
        eq(absences.schoolId, ctx.actor.schoolId),
        ids ? oneOf(sql`${absences.employeeId}`, ids) : undefined,
        gt(absences.endsAt, from),
        lt(absences.startsAt, to),
        isNull(absences.cancelledAt),
      ),
    )
    .orderBy(absences.endsAt)
    .limit(FUSE);

/** The statement for days with other hours than the weekday's: of all, or of these. */
export const exceptionsBetween = (ctx: Ctx, { from, to }: Stretch, ids?: readonly string[]) =>
  ctx.db
    .select({
      employeeId: planExceptions.employeeId,
      onDate: planExceptions.onDate,
      spans: planExceptions.spans,
      note: planExceptions.note,
      version: planExceptions.version,
    })
    .from(planExceptions)
    .where(
      and(
        eq(planExceptions.schoolId, ctx.actor.schoolId),
        ids ? oneOf(sql`${planExceptions.employeeId}`, ids) : undefined,
        gte(planExceptions.onDate, from),
        lte(planExceptions.onDate, to),
      ),
    )
    .orderBy(planExceptions.onDate)
    .limit(FUSE);
