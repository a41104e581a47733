import { Hono } from "hono";
import { OperationsPage } from "#web/modules/operations/views/overview.tsx";
import { RoutesPage } from "#web/modules/operations/views/routes.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { RoutesQuery } from "./overview/input.ts";
import { readOverview, readRoutes } from "./overview/queries.ts";

const read = can("operations:read");

export const operationsPages = new Hono<Env>()
  .get("/", read, async (c) => page(c, <OperationsPage overview={await readOverview(c.var.ctx)} />))
  .get("/routes", read, valid("query", RoutesQuery), async (c) => {
    const query = c.req.valid("query");
    return page(c, <RoutesPage routes={await readRoutes(c.var.ctx, query)} query={query} />);
  });
