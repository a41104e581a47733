import type { Ctx } from "#worker/lib/ctx.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { channelOf } from "#worker/lib/live.ts";
import type { AbsenceChanged } from "#worker/modules/absences/mod.ts";
import type { BookingChanged, Following, Hold } from "#worker/modules/bookings/mod.ts";
import { daysOf } from "../layout.ts";

/** What a school's open calendars listen to. */
export const liveOf = (env: Bindings, schoolId: string) => channelOf(env, schoolId);

type Span = { startsAt: string; endsAt: string };

/**
 * Open calendars read again what they show on the days of these stretches, so a message that is
 * lost leaves them as old as a page without it. `again`: and once more after so long.
 */
async function tell(ctx: Ctx, id: string, spans: readonly Span[], again?: number) {
  const days = [...new Set(spans.flatMap(daysOf))];
  const live = liveOf(ctx.env, ctx.actor.schoolId);
  await live.tell([{ id, days }], Date.parse(ctx.now), again);
}

/** Tells open calendars of a booking once it is safe. */
export function tellCalendars(ctx: Ctx, { before, after }: BookingChanged): Following {
  return { after: () => tell(ctx, after.id, before ? [before, after] : [after]) };
}

/** Tells open calendars of a hold, and again when its time is over. */
export async function tellOfHold(ctx: Ctx, { id, holdUntil, ...span }: Hold): Promise<void> {
  const left = holdUntil === null ? undefined : Date.parse(holdUntil) - Date.parse(ctx.now);
  await tell(ctx, id, [span], left);
}

/** Tells open calendars of who is away, or works at other hours. */
export async function tellOfAbsence(ctx: Ctx, { id, spans }: AbsenceChanged): Promise<void> {
  await tell(ctx, id, spans);
}
