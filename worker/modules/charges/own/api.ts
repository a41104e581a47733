import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { OwnMoney, OwnMoneyList } from "../input.ts";
import { readOwnMoney } from "./queries.ts";

/** A student's own money, or that of a child somebody answers for. */
export const ownMoneyApi = new Hono<Env>().get(
  "/money",
  can("me:read"),
  valid("query", OwnMoneyList),
  answers(OwnMoney),
  async (c) => {
    const { money } = await readOwnMoney(c.var.ctx, c.req.valid("query"));
    if (!money) return c.json({ money: null });
    const { student, light, packages, charges, entries } = money;
    return c.json({ money: { studentId: student.id, light, packages, charges, entries } });
  },
);
