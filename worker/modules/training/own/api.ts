import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers } from "#worker/lib/input.ts";
import { OwnTraining } from "../input.ts";
import { readOwnTraining } from "./queries.ts";

/** A student's own training, and that of the children somebody answers for. */
export const ownTrainingApi = new Hono<Env>().get(
  "/training",
  can("me:read"),
  answers(OwnTraining),
  async (c) => c.json({ items: await readOwnTraining(c.var.ctx) }),
);
