import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { SurchargesPage } from "#web/modules/prices/views/surcharges.tsx";
import { can } from "#worker/lib/can.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { branchesOf } from "#worker/modules/schools/mod.ts";
import { NoFields, SurchargeForm } from "../input.ts";
import { dropSurcharge, planSurcharge } from "./actions.ts";
import { listSurcharges } from "./queries.ts";

const at = "/prices/surcharges";
const write = can("prices:write");

export const surchargesPages = new Hono<Env>()
  .get("/", can("prices:read"), async (c) => page(c, await shown(c)))
  .post("/", write, form(SurchargeForm), (c) =>
    submit(c, c.req.valid("form"), {
      save: async ({ amount, ...scope }, once = uuidv7()) => {
        await planSurcharge(c.var.ctx, once, { ...scope, amountOre: amount });
        return at;
      },
      again: () => at,
      flash: "prices.surcharge_planned",
      retry: (draft) => shown(c, draft),
    }),
  )
  .post("/:id/removal", write, valid("param", ById), form(NoFields), (c) =>
    submit(c, c.req.valid("form"), {
      save: async () => {
        await dropSurcharge(c.var.ctx, c.req.valid("param").id);
        return at;
      },
      flash: "prices.surcharge_dropped",
      retry: () => shown(c),
    }),
  );

async function shown(c: Context<Env>, draft?: Draft<unknown>) {
  const [surcharges, branches] = await Promise.all([
    listSurcharges(c.var.ctx),
    branchesOf(c.var.ctx),
  ]);
  const fresh = { ...emptyDraft, values: { validFrom: dayOf(c.var.now) } };
  return <SurchargesPage surcharges={surcharges} branches={branches} draft={draft ?? fresh} />;
}
