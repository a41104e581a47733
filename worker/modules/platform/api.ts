import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { foundSchool } from "./actions.ts";
import { NewSchool, TenantDetail, TenantList, Tenants } from "./input.ts";
import { getTenant, listTenants } from "./queries.ts";

const all = can("platform:schools");

export const platformApi = new Hono<Env>()
  .get("/schools", all, valid("query", TenantList), answers(Tenants), async (c) =>
    c.json(await listTenants(c.var.ctx, c.req.valid("query"))),
  )
  .post("/schools", all, valid("json", NewSchool), answers(TenantDetail, 201), async (c) => {
    const id = uuidv7();
    await foundSchool(c.var.ctx, id, c.req.valid("json"));
    return send(c, id, 201);
  })
  .get("/schools/:id", all, valid("param", ById), answers(TenantDetail), (c) =>
    send(c, c.req.valid("param").id),
  );

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  return c.json(await getTenant(c.var.ctx, id), status);
}
