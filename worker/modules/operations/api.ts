import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { Overview, Routes, RoutesQuery } from "./overview/input.ts";
import { readOverview, readRoutes } from "./overview/queries.ts";

const read = can("operations:read");

export const operationsApi = new Hono<Env>()
  .get("/", read, answers(Overview), async (c) => c.json(await readOverview(c.var.ctx)))
  .get("/routes", read, valid("query", RoutesQuery), answers(Routes), async (c) =>
    c.json(await readRoutes(c.var.ctx, c.req.valid("query"))),
  );
