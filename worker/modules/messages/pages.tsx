import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { InboxPage } from "#web/modules/messages/views/inbox.tsx";
import { ThreadPage } from "#web/modules/messages/views/thread.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { readMessages, sendMessage } from "./actions.ts";
import { MessageInput, PageQuery, ReadInput } from "./input.ts";
import { listThreads, readThread } from "./queries.ts";

const one = valid("param", ById);
const read = can("messages:read");
const write = can("messages:write");
const newest = {};

/** An instructor's messages: those who have written, and what was said with one of them. */
export const messagesPages = new Hono<Env>()
  .get("/", read, valid("query", PageQuery), async (c) =>
    page(c, <InboxPage {...(await listThreads(c.var.ctx, c.req.valid("query")))} />),
  )
  .get("/:id", read, one, valid("query", PageQuery), async (c) =>
    page(c, await threadOf(c, c.req.valid("param").id, emptyDraft, c.req.valid("query"))),
  )
  .post("/:id", write, one, form(MessageInput), (c) => {
    const { ctx } = c.var;
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async (input, once = uuidv7()) => {
        await sendMessage(ctx, await readThread(ctx, id, newest), once, input);
        return `/messages/${id}`;
      },
      again: () => `/messages/${id}`,
      flash: "messages.sent",
      retry: (draft) => threadOf(c, id, draft),
    });
  })
  .post("/:id/reading", write, one, form(ReadInput), (c) => {
    const { ctx } = c.var;
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ last }) => {
        await readMessages(ctx, await readThread(ctx, id, newest), last);
        return "/messages";
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
  const { thread, side } = await readThread(c.var.ctx, id, query);
  return <ThreadPage thread={thread} side={side} draft={draft} />;
}
