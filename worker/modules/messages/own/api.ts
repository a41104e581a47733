import { Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { readMessages, sendMessage } from "../actions.ts";
import { MessageInput, OwnThreads, PageQuery, ReadInput, Thread } from "../input.ts";
import { listOwnThreads, readOwnThread } from "../queries.ts";

const one = valid("param", ById);
const own = can("messages:own");
const newest = {};

/** A student's messages with each of her instructors. */
export const ownMessagesApi = new Hono<Env>()
  .get("/", own, answers(OwnThreads), async (c) =>
    c.json({ items: await listOwnThreads(c.var.ctx) }),
  )
  .get("/:id", own, one, valid("query", PageQuery), answers(Thread), async (c) => {
    const { id } = c.req.valid("param");
    return c.json((await readOwnThread(c.var.ctx, id, c.req.valid("query"))).thread);
  })
  .post(
    "/:id",
    own,
    one,
    idempotencyKey(),
    valid("json", MessageInput),
    answers(Thread, 201),
    async (c) => {
      const { ctx } = c.var;
      const { id } = c.req.valid("param");
      const { once } = c.req.valid("header");
      const thread = await readOwnThread(ctx, id, newest);
      await makeOnce(once, () => sendMessage(ctx, thread, once ?? uuidv7(), c.req.valid("json")));
      return c.json((await readOwnThread(ctx, id, newest)).thread, 201);
    },
  )
  .put("/:id/reading", own, one, valid("json", ReadInput), answers(Thread), async (c) => {
    const { ctx } = c.var;
    const { id } = c.req.valid("param");
    await readMessages(ctx, await readOwnThread(ctx, id, newest), c.req.valid("json").last);
    return c.json((await readOwnThread(ctx, id, newest)).thread);
  });
