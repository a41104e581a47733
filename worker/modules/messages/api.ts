import { Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { readMessages, sendMessage } from "./actions.ts";
import { MessageInput, PageQuery, ReadInput, Thread, Threads } from "./input.ts";
import { listThreads, readThread } from "./queries.ts";

const one = valid("param", ById);
const page = valid("query", PageQuery);
const newest = {};

/** An instructor's messages with each student. */
export const messagesApi = new Hono<Env>()
  .get("/", can("messages:read"), page, answers(Threads), async (c) =>
    c.json(await listThreads(c.var.ctx, c.req.valid("query"))),
  )
  .get("/:id", can("messages:read"), one, page, answers(Thread), async (c) => {
    const { id } = c.req.valid("param");
    return c.json((await readThread(c.var.ctx, id, c.req.valid("query"))).thread);
  })
  .post(
    "/:id",
    can("messages:write"),
    one,
    idempotencyKey(),
    valid("json", MessageInput),
    answers(Thread, 201),
    async (c) => {
      const { ctx } = c.var;
      const { id } = c.req.valid("param");
      const { once } = c.req.valid("header");
      const thread = await readThread(ctx, id, newest);
      await makeOnce(once, () => sendMessage(ctx, thread, once ?? uuidv7(), c.req.valid("json")));
      return c.json((await readThread(ctx, id, newest)).thread, 201);
    },
  )
  .put(
    "/:id/reading",
    can("messages:write"),
    one,
    valid("json", ReadInput),
    answers(Thread),
    async (c) => {
      const { ctx } = c.var;
      const { id } = c.req.valid("param");
      await readMessages(ctx, await readThread(ctx, id, newest), c.req.valid("json").last);
      return c.json((await readThread(ctx, id, newest)).thread);
    },
  );
