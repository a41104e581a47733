import { Hono } from "hono";
import { CardPage } from "#web/modules/lessons/views/card.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { getCard } from "./queries.ts";

/** A student's training card, to be printed or shown to the road authority. */
export const cardPages = new Hono<Env>().get(
  "/:id/card",
  can("lessons:read"),
  valid("param", ById),
  async (c) => page(c, <CardPage card={await getCard(c.var.ctx, c.req.valid("param").id)} />),
);
