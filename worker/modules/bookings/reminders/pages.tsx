import { Hono } from "hono";
import * as z from "zod";
import { CheckInPage } from "#web/modules/bookings/views/check_in.tsx";
import { open } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { checkIn, lessonBehind } from "./actions.ts";

const Token = z.strictObject({ token: z.string().regex(/^[\w-]{1,40}\.[\w-]{36}\.[\w-]{43}$/) });
const token = valid("param", Token);

/** Where a reminder leads. Looking changes nothing: mail programs look before people do. */
export const checkInPages = new Hono<Env>()
  .get("/reminder/:token", open(), token, async (c) => {
    const { booking } = await lessonBehind(c.var.ctx, c.req.valid("param").token);
    return page(c, <CheckInPage booking={booking} token={c.req.valid("param").token} />);
  })
  .post("/reminder/:token", open(), token, async (c) => {
    const { token } = c.req.valid("param");
    await checkIn(c.var.ctx, token);
    return c.redirect(`/link/reminder/${token}`, 303);
  });
