import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { changeTogether, undoTogether } from "./actions.ts";
import { BulkBody, BulkChange } from "./input.ts";
import { bulkQuery, toBulk } from "./queries.ts";

const write = can("students:write");
const one = valid("param", ById);

/** Changes of several students at once: all of them or none, and the way back. */
export const bulkApi = new Hono<Env>()
  .post(
    "/bulk",
    write,
    idempotencyKey(),
    valid("json", BulkBody),
    answers(BulkChange, 201),
    async (c) => {
      const { once } = c.req.valid("header");
      const id = once ?? uuidv7();
      await makeOnce(once, () => changeTogether(c.var.ctx, id, c.req.valid("json")));
      return send(c, id, 201);
    },
  )
  .get("/bulk/:id", write, one, answers(BulkChange), (c) => send(c, c.req.valid("param").id))
  .put("/bulk/:id/reversal", write, one, answers(BulkChange), async (c) => {
    const { id } = c.req.valid("param");
    await undoTogether(c.var.ctx, id);
    return send(c, id);
  });

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const { instructor, ...change } = toBulk(await bulkQuery(c.var.ctx, id));
  return c.json(change satisfies BulkChange, status);
}
