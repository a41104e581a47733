import { and, asc, eq, isNotNull, ne, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { oneOf } from "#worker/lib/search.ts";
import type { Done } from "#worker/modules/curriculum/mod.ts";
import { bookings } from "../schema.ts";

/** The statement for the steps students have booked and not been attested for; not that booking's. */
export const plannedRows = (ctx: Ctx, studentIds: readonly string[], except: string) =>
  ctx.db
    .select({ step: bookings.step, startsAt: bookings.startsAt, endsAt: bookings.endsAt })
    .from(bookings)
    .where(
      and(
        eq(bookings.schoolId, ctx.actor.schoolId),
        oneOf(sql`${bookings.studentId}`, studentIds),
        eq(bookings.status, "booked"),
        isNotNull(bookings.step),
        ne(bookings.id, except),
      ),
    )
    .orderBy(asc(bookings.startsAt))
    .limit(200);

type Row = Awaited<ReturnType<typeof plannedRows>>[number];

/** What is booked, as the curriculum counts it: it lets what comes after it be booked too. */
export const asPlanned = (rows: readonly Row[]): Done[] =>
  rows.flatMap(({ step, startsAt, endsAt }) =>
    step === null
      ? []
      : {
          ...{ step, on: dayOf(startsAt), minutes: lasts(startsAt, endsAt) },
          ...{ source: "planned" as const, themes: [], recommendation: null },
        },
  );

/** Minutes between two instants. */
export const lasts = (startsAt: string, endsAt: string): number =>
  Math.floor((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000);
