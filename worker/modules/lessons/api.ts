import { type Context, Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { attest } from "./actions.ts";
import { TrainingCard } from "./card/input.ts";
import { getCard } from "./card/queries.ts";
import { readInbox } from "./inbox.ts";
import { Attestation, Inbox, InboxQuery, Lesson } from "./input.ts";
import { getLesson } from "./queries.ts";

const one = valid("param", ById);

export const lessonsApi = new Hono<Env>()
  .get("/", can("lessons:read"), valid("query", InboxQuery), answers(Inbox), async (c) =>
    c.json(await readInbox(c.var.ctx, c.req.valid("query"))),
  )
  .get("/:id", can("lessons:read"), one, answers(Lesson), (c) => send(c, c.req.valid("param").id))
  .put(
    "/:id/attestation",
    can("lessons:attest"),
    one,
    ifMatch(),
    valid("json", Attestation),
    answers(Lesson),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await attest(c.var.ctx, seen, c.req.valid("json"));
      return send(c, seen.id);
    },
  );

async function send(c: Context<Env>, id: string) {
  const lesson = await getLesson(c.var.ctx, id);
  return c.json(lesson, 200, { ETag: etag(lesson) });
}

export const cardApi = new Hono<Env>().get(
  "/:id/training-card",
  can("lessons:read"),
  one,
  answers(TrainingCard),
  async (c) => c.json(await getCard(c.var.ctx, c.req.valid("param").id)),
);
