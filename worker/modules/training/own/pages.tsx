import { Hono } from "hono";
import { OwnTraining } from "#web/modules/training/views/own.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { page } from "#worker/lib/page.tsx";
import { readOwnTraining } from "./queries.ts";

/** What a student sees of her training, and a guardian of a child's. */
export const ownTrainingPages = new Hono<Env>().get("/training", can("me:read"), async (c) => {
  return page(c, <OwnTraining people={await readOwnTraining(c.var.ctx)} />);
});
