import { Hono } from "hono";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { valid } from "#worker/lib/input.ts";
import { operator } from "#worker/lib/operator.ts";
import { recordProof, startOrJoin } from "./actions.ts";
import { Begin, NewProof } from "./input.ts";
import { getBackup } from "./queries.ts";

const asOperator = (ctx: Ctx): Ctx => ({
  ...ctx,
  actor: { ...ctx.actor, id: "operator", schoolId: PLATFORM },
});

/** What `production:backup` and the drill of `production:restore` ask. */
export const backupOperator = new Hono<Env>()
  .post("/", operator(), valid("json", Begin), async (c) => {
    const ctx = asOperator(c.var.ctx);
    return c.json(await getBackup(ctx, await startOrJoin(ctx)), 202);
  })
  .post("/proofs", operator(), valid("json", NewProof), async (c) => {
    await recordProof(asOperator(c.var.ctx), c.req.valid("json"));
    return c.body(null, 204);
  })
  .get("/:id", operator(), valid("param", ById), async (c) =>
    c.json(await getBackup(asOperator(c.var.ctx), c.req.valid("param").id)),
  );
