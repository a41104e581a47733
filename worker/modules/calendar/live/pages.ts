import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { valid } from "#worker/lib/input.ts";
import { listenTo, Since } from "#worker/lib/live.ts";

/** What open calendars listen to: `/calendar/live`, a WebSocket. */
export const livePages = new Hono<Env>().get(
  "/live",
  can("calendar:read"),
  valid("query", Since),
  (c) => listenTo(c, c.var.ctx.actor.schoolId, c.req.valid("query")),
);
