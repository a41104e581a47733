import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { Problem } from "#worker/lib/problem.ts";
import { ByCode, PostalPlace } from "./input.ts";
import { townOf } from "./queries.ts";

export const postalApi = new Hono<Env>().get(
  "/:code",
  can("home:read"),
  valid("param", ByCode),
  answers(PostalPlace),
  (c) => {
    const { code } = c.req.valid("param");
    const town = townOf(code);
    if (!town) throw new Problem(404, "postal.not_found");
    return c.json({ code, town });
  },
);
