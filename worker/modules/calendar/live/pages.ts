import { Hono } from "hono";
import * as z from "zod";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { valid } from "#worker/lib/input.ts";
import { filter } from "#worker/lib/list.ts";
import { Problem } from "#worker/lib/problem.ts";
import { hashOf, sessionsOf } from "#worker/lib/session.ts";
import { liveOf } from "./actions.ts";

const Since = z.strictObject({
  since: filter(z.coerce.number().int().min(0)),
  at: filter(z.iso.datetime({ precision: 3 })),
});

/** What open calendars listen to: `/calendar/live`, a WebSocket. */
export const livePages = new Hono<Env>().get(
  "/live",
  can("calendar:read"),
  valid("query", Since),
  async (c) => {
    if (c.req.header("upgrade")?.toLowerCase() !== "websocket")
      throw new Problem(426, "calendar.no_upgrade");
    // A page of somebody else's could open it with our reader's cookie; browsers say whose it is.
    if (c.req.header("origin") !== (c.env.ORIGIN || new URL(c.req.url).origin))
      throw new Problem(403, "csrf");
    const { since, at } = c.req.valid("query");
    const { ctx, claim } = c.var;
    if (!claim) throw new Problem(401, "sign_in_required");
    const query = new URLSearchParams({ who: claim.userId });
    if (since !== undefined) query.set("since", String(since));
    if (at) query.set("at", at);
    const answer = await liveOf(ctx.env, ctx.actor.schoolId).fetch(`https://live/?${query}`, {
      headers: { upgrade: "websocket" },
    });
    // A session that ends from now on closes it; one that ended on the way is noticed here.
    const { schoolId } = ctx.actor;
    const watched = await sessionsOf(ctx.env, claim.userId).watch(
      hashOf(claim.secret),
      schoolId,
      ctx.now,
    );
    if (!watched) {
      answer.webSocket?.accept();
      answer.webSocket?.close(1000);
      throw new Problem(401, "sign_in_required");
    }
    return new Response(null, {
      status: 101,
      webSocket: answer.webSocket,
      headers: c.res.headers, // a session that was renewed on the way
    });
  },
);
