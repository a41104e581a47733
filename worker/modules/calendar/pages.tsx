import { Hono } from "hono";
import { CalendarPage } from "#web/modules/calendar/views/calendar.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { CalendarQuery } from "./input.ts";
import { readCalendar } from "./read.ts";

/** The calendar: `/calendar?view=&date=` of everybody, or of one instructor, vehicle, room or branch. */
export const calendarPages = new Hono<Env>().get(
  "/",
  can("calendar:read"),
  valid("query", CalendarQuery),
  async (c) => page(c, <CalendarPage {...(await readCalendar(c.var.ctx, c.req.valid("query")))} />),
);
