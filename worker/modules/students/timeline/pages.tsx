import { Hono } from "hono";
import { TimelinePage } from "#web/modules/students/views/timeline.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { TimelineQuery } from "./input.ts";
import { readTimeline } from "./queries.ts";

/** What happened to a student: for those who keep the register. */
export const timelinePages = new Hono<Env>().get(
  "/:id/timeline",
  can("students:write"),
  valid("param", ById),
  valid("query", TimelineQuery),
  async (c) => {
    const { id } = c.req.valid("param");
    return page(c, <TimelinePage {...(await readTimeline(c.var.ctx, id, c.req.valid("query")))} />);
  },
);
