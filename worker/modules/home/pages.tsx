import { Hono } from "hono";
import { FrontPage } from "#web/modules/home/views/front.tsx";
import { HomePage } from "#web/modules/home/views/home.tsx";
import { demand, open } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { page } from "#worker/lib/page.tsx";
import { homeOf } from "./queries/home.ts";

/** `/`: the front page for everybody, and for whoever is signed in what needs doing today. */
export const homePages = new Hono<Env>().get("/", open(), async (c) => {
  const { session, ctx } = c.var;
  if (session?.stage !== "full") return page(c, <FrontPage />);
  demand(c, "home:read");
  return page(c, <HomePage home={await homeOf(ctx)} roles={ctx.actor.roles} />);
});
