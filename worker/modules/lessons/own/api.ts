import { type Context, Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { Cards } from "../card/input.ts";
import { readOwnCards } from "../card/queries.ts";
import { Objection, SelfInput } from "../input.ts";
import { assessSelf, object, sign } from "./actions.ts";
import { OneOwn, OwnLessons } from "./input.ts";
import { readOwnLesson, readOwnLessons } from "./queries.ts";

const one = valid("param", ById);
const write = can("lessons:sign");

/** What a program may do for a student: read her lessons, sign them, object, assess herself. */
export const ownLessonsApi = new Hono<Env>()
  .get("/lessons", can("me:read"), answers(OwnLessons), async (c) =>
    c.json(await readOwnLessons(c.var.ctx)),
  )
  .get("/training-cards", can("me:read"), answers(Cards), async (c) =>
    c.json({ items: await readOwnCards(c.var.ctx) }),
  )
  .get("/lessons/:id", can("me:read"), one, answers(OneOwn), (c) =>
    send(c, c.req.valid("param").id),
  )
  .put("/lessons/:id/signature", write, one, ifMatch(), answers(OneOwn), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await sign(c.var.ctx, seen);
    return send(c, seen.id);
  })
  .put(
    "/lessons/:id/objection",
    write,
    one,
    ifMatch(),
    valid("json", Objection),
    answers(OneOwn),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await object(c.var.ctx, seen, c.req.valid("json").objection);
      return send(c, seen.id);
    },
  )
  .put(
    "/lessons/:id/self-assessment",
    write,
    one,
    ifMatch(),
    valid("json", SelfInput),
    answers(OneOwn),
    async (c) => {
      // Its own version counts here: nothing is written before it, and that is version 0.
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await assessSelf(c.var.ctx, seen, c.req.valid("json"));
      return send(c, seen.id, "self");
    },
  );

async function send(c: Context<Env>, id: string, of: "attested" | "self" = "attested") {
  const own = await readOwnLesson(c.var.ctx, id);
  const { attested, selfAssessment } = own.lesson;
  const row = of === "self" ? selfAssessment : attested;
  return c.json(own, 200, { ETag: etag({ id, version: row?.version ?? 0 }) });
}
