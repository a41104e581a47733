import { Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { SurchargeInput, Surcharges } from "../input.ts";
import { dropSurcharge, planSurcharge } from "./actions.ts";
import { listSurcharges } from "./queries.ts";

export const surchargesApi = new Hono<Env>()
  .get("/", can("prices:read"), answers(Surcharges), async (c) =>
    c.json({ items: await listSurcharges(c.var.ctx) }),
  )
  .post(
    "/",
    can("prices:write"),
    valid("json", SurchargeInput),
    answers(Surcharges, 201),
    async (c) => {
      await planSurcharge(c.var.ctx, uuidv7(), c.req.valid("json"));
      return c.json({ items: await listSurcharges(c.var.ctx) }, 201);
    },
  )
  .delete("/:id", can("prices:write"), valid("param", ById), answers(Surcharges), async (c) => {
    await dropSurcharge(c.var.ctx, c.req.valid("param").id);
    return c.json({ items: await listSurcharges(c.var.ctx) });
  });
