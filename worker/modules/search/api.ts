import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { fieldProblem } from "#worker/lib/problem.ts";
import { Found, looksLikeNationalId, SearchQuery } from "./input.ts";
import { find, PALETTE } from "./queries.ts";

export const searchApi = new Hono<Env>().get(
  "/",
  can("search:use"),
  valid("query", SearchQuery),
  answers(Found),
  async (c) => {
    const { q } = c.req.valid("query");
    if (looksLikeNationalId(q)) throw fieldProblem("q", "search.national_id");
    return c.json(await find(c.var.ctx, q, PALETTE));
  },
);
