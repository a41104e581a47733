import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { dismissAll, replay } from "./actions.ts";
import { DeadLetterList, DeadLetters, Dismissal, Replay, Treated } from "./input.ts";
import { listDead } from "./queries.ts";

const run = can("operations:run");

export const deadLettersApi = new Hono<Env>()
  .get(
    "/",
    can("operations:read"),
    valid("query", DeadLetterList),
    answers(DeadLetters),
    async (c) => c.json(await listDead(c.var.ctx, c.req.valid("query"))),
  )
  .post("/replay", run, stepUp(), valid("json", Replay), answers(Treated), async (c) =>
    c.json(await replay(c.var.ctx, c.req.valid("json").ids)),
  )
  .post("/dismissal", run, stepUp(), valid("json", Dismissal), answers(Treated), async (c) =>
    c.json(await dismissAll(c.var.ctx, c.req.valid("json"))),
  );
