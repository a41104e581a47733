import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { ifMatch } from "#worker/lib/version.ts";
import { hoursQuery } from "../page_queries.ts";
import { removeHours, setHours } from "./actions.ts";
import { HoursAt, HoursInput, HoursList, HoursQuery } from "./input.ts";

const list = answers(HoursList);

/** Days on which somebody works other hours than her weekday says. */
export const hoursApi = new Hono<Env>()
  .get("/", can("absences:read"), valid("query", HoursQuery), list, async (c) =>
    c.json({ items: await hoursQuery(c.var.ctx, c.req.valid("query")) }),
  )
  .post(
    "/",
    can("absences:write"),
    valid("json", HoursInput),
    answers(HoursList, 201),
    async (c) => {
      const { ctx } = c.var;
      const input = c.req.valid("json");
      await setHours(ctx, input);
      const query = { employee: input.employeeId, from: input.onDate };
      const items = (await hoursQuery(ctx, query)).slice(0, 1);
      return c.json({ items }, 201);
    },
  )
  .delete(
    "/:employeeId/:onDate",
    can("absences:write"),
    valid("param", HoursAt),
    ifMatch((c) => c.req.param("onDate")),
    async (c) => {
      const at = { ...c.req.valid("param"), ...c.req.valid("header") };
      await removeHours(c.var.ctx, at);
      return c.body(null, 204);
    },
  );
