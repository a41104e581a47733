import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { foundSchool, inviteOwner } from "./actions.ts";
import { NewOwner, NewSchool, TenantDetail, TenantList, Tenants } from "./input.ts";
import { getTenant, listTenants } from "./queries.ts";

const all = can("platform:schools");
const one = valid("param", ById);

export const platformApi = new Hono<Env>()
  .get("/schools", all, valid("query", TenantList), answers(Tenants), async (c) =>
    c.json(await listTenants(c.var.ctx, c.req.valid("query"))),
  )
  .post(
    "/schools",
    all,
    stepUp(),
    idempotencyKey(),
    valid("json", NewSchool),
    answers(TenantDetail, 201),
    async (c) => {
      const { once } = c.req.valid("header");
      const id = once ?? uuidv7();
      await makeOnce(once, () => foundSchool(c.var.ctx, id, c.req.valid("json")));
      return send(c, id, 201);
    },
  )
  .post(
    "/schools/:id/owners",
    all,
    stepUp(),
    one,
    valid("json", NewOwner),
    answers(TenantDetail, 201),
    async (c) => {
      const { id } = c.req.valid("param");
      await inviteOwner(c.var.ctx, id, c.req.valid("json"));
      return send(c, id, 201);
    },
  )
  .get("/schools/:id", all, one, answers(TenantDetail), (c) => send(c, c.req.valid("param").id));

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  return c.json(await getTenant(c.var.ctx, id), status);
}
