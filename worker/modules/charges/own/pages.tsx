import { Hono } from "hono";
import { OwnMoney } from "#web/modules/charges/views/own.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { OwnMoneyList } from "../input.ts";
import { readOwnMoney } from "./queries.ts";

/** What a student sees of her money, and a guardian of a child's. */
export const ownMoneyPages = new Hono<Env>().get(
  "/money",
  can("me:read"),
  valid("query", OwnMoneyList),
  async (c) => {
    const list = c.req.valid("query");
    return page(c, <OwnMoney {...(await readOwnMoney(c.var.ctx, list))} list={list} />);
  },
);
