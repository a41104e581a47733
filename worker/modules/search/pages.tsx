import { Hono } from "hono";
import { SearchPage } from "#web/modules/search/views.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { looksLikeNationalId, SearchQuery } from "./input.ts";
import { find, PAGE } from "./queries.ts";

export const searchPages = new Hono<Env>().get(
  "/",
  can("search:use"),
  valid("query", SearchQuery),
  async (c) => {
    const { q, refused } = c.req.valid("query");
    // Sent on without it: the number does not stay in the address, nor in what the browser remembers.
    if (looksLikeNationalId(q)) return c.redirect("/search?refused=national_id", 303);
    return page(c, <SearchPage q={q} found={await find(c.var.ctx, q, PAGE)} refused={refused} />);
  },
);
