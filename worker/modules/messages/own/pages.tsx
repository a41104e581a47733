import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { OwnInboxPage } from "#web/modules/messages/views/inbox.tsx";
import { ThreadPage } from "#web/modules/messages/views/thread.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { readMessages, sendMessage } from "../actions.ts";
import { MessageInput, PageQuery, ReadInput } from "../input.ts";
import { listOwnThreads, readOwnThread } from "../queries.ts";

const one = valid("param", ById);
const own = can("messages:own");
const newest = {};

/** A student's messages: her instructors, and what was said with one of them. */
export const ownMessagesPages = new Hono<Env>()
  .get("/", own, async (c) => page(c, <OwnInboxPage threads={await listOwnThreads(c.var.ctx)} />))
  .get("/:id", own, one, valid("query", PageQuery), async (c) =>
    page(c, await threadOf(c, c.req.valid("param").id, emptyDraft, c.req.valid("query"))),
  )
  .post("/:id", own, one, form(MessageInput), (c) => {
    const { ctx } = c.var;
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async (input, once = uuidv7()) => {
        await sendMessage(ctx, await readOwnThread(ctx, id, newest), once, input);
        return `/me/messages/${id}`;
      },
      again: () => `/me/messages/${id}`,
      flash: "messages.sent",
      retry: (draft) => threadOf(c, id, draft),
    });
  })
  .post("/:id/reading", own, one, form(ReadInput), (c) => {
    const { ctx } = c.var;
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ last }) => {
        await readMessages(ctx, await readOwnThread(ctx, id, newest), last);
        return "/me/messages";
      },
      retry: () => threadOf(c, id),
    });
  });

async function threadOf(
  c: Context<Env>,
  id: string,
  draft: Draft<unknown> = emptyDraft,
  query: PageQuery = newest,
) {
  const { thread, side } = await readOwnThread(c.var.ctx, id, query);
  return <ThreadPage thread={thread} side={side} draft={draft} />;
}
