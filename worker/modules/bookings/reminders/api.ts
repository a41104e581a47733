import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { chooseReminder, readChoice } from "./choices.ts";
import { OwnReminders, ReminderInput } from "./input.ts";

const own = can("bookings:own");

/** How a student or a guardian is reminded of lessons. */
export const remindersApi = new Hono<Env>()
  .get("/", own, answers(OwnReminders), async (c) => c.json(await readChoice(c.var.ctx)))
  .put("/", own, valid("json", ReminderInput), answers(OwnReminders), async (c) => {
    await chooseReminder(c.var.ctx, c.req.valid("json"));
    return c.json(await readChoice(c.var.ctx));
  });
