import { Hono } from "hono";
import { CardPage } from "#web/modules/lessons/views/card.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { pdfOfCard } from "./paper.ts";
import { getCard } from "./queries.ts";

const one = valid("param", ById);
const read = can("lessons:read");

/** A student's training card, to be printed, kept, or shown to the road authority. */
export const cardPages = new Hono<Env>()
  .get("/:id/card", read, one, async (c) =>
    page(c, <CardPage card={await getCard(c.var.ctx, c.req.valid("param").id)} />),
  )
  .get("/:id/training-card/pdf", read, one, async (c) =>
    pdfOfCard(c, await getCard(c.var.ctx, c.req.valid("param").id)),
  );
