import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { changeBranch, closeBranch, openBranch, reopenBranch } from "./actions.ts";
import { Branch, Branches, BranchInput } from "./input.ts";
import { getBranch, listBranches } from "./queries.ts";

const read = can("schools:read");
const write = can("schools:write");
const one = valid("param", ById);
const body = valid("json", BranchInput);

export const branchesApi = new Hono<Env>()
  .get("/", read, answers(Branches), async (c) => c.json({ items: await listBranches(c.var.ctx) }))
  .post("/", write, idempotencyKey(), body, answers(Branch, 201), async (c) => {
    const { once } = c.req.valid("header");
    const id = once ?? uuidv7();
    await makeOnce(once, () => openBranch(c.var.ctx, id, c.req.valid("json")));
    return send(c, id, 201);
  })
  .get("/:id", read, one, answers(Branch), (c) => send(c, c.req.valid("param").id))
  .put("/:id", write, one, ifMatch(), body, answers(Branch), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await changeBranch(c.var.ctx, seen, c.req.valid("json"));
    return send(c, seen.id);
  })
  .put("/:id/closure", write, one, ifMatch(), answers(Branch), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await closeBranch(c.var.ctx, seen);
    return send(c, seen.id);
  })
  .delete("/:id/closure", write, one, ifMatch(), answers(Branch), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await reopenBranch(c.var.ctx, seen);
    return send(c, seen.id);
  });

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const branch = await getBranch(c.var.ctx, id);
  return c.json(branch, status, { ETag: etag(branch) });
}
