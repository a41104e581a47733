import type { Ctx } from "#worker/lib/ctx.ts";
import type { Bindings } from "#worker/lib/env.ts";
import type { BookingChanged, Following } from "#worker/modules/bookings/mod.ts";
import { daysOf } from "../layout.ts";

/** The object that a school's open calendars listen to. In production it stays in the EU. */
export function liveOf(env: Bindings, schoolId: string) {
  const place = env.ENVIRONMENT === "local" ? env.LIVE : env.LIVE.jurisdiction("eu");
  return place.getByName(schoolId);
}

/**
 * Tells open calendars of a booking once it is safe. They read again what they show, so a message
 * that is lost leaves them as old as a page without it.
 */
export function tellCalendars(ctx: Ctx, { before, after }: BookingChanged): Following {
  const days = [...new Set([...(before ? daysOf(before) : []), ...daysOf(after)])];
  return {
    after: async () =>
      liveOf(ctx.env, ctx.actor.schoolId).tell([{ id: after.id, days }], Date.parse(ctx.now)),
  };
}
