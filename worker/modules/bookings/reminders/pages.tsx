import { type Context, Hono } from "hono";
import * as z from "zod";
import { CheckInPage } from "#web/modules/bookings/views/check_in.tsx";
import { OwnRemindersPage } from "#web/modules/bookings/views/own_reminders.tsx";
import { can, open } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { type Draft, draftOf, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { checkIn, lessonBehind, lessonBehindShort } from "./actions.ts";
import { chooseReminder, readChoice } from "./choices.ts";
import { ReminderInput } from "./input.ts";

// One that is cut short names no lesson; the page that says so also says what to do.
const Token = z.strictObject({ token: z.string().max(200) });
const token = valid("param", Token);

/** Where a reminder leads. Looking changes nothing: mail programs look before people do. */
export const checkInPages = new Hono<Env>()
  .get("/reminder/:token", open(), token, async (c) => {
    const { token } = c.req.valid("param");
    const { booking } = await lessonBehind(c.var.ctx, token);
    return page(c, <CheckInPage booking={booking} action={`/link/reminder/${token}`} />);
  })
  .post("/reminder/:token", open(), token, async (c) => {
    const { token } = c.req.valid("param");
    await checkIn(await lessonBehind(c.var.ctx, token));
    return c.redirect(`/link/reminder/${token}`, 303);
  });

/** Where a reminder by SMS leads: the same page, by a link that an SMS has room for. */
export const shortLinkPages = new Hono<Env>()
  .get("/:token", open(), token, async (c) => {
    const { token } = c.req.valid("param");
    const { booking } = await lessonBehindShort(c.var.ctx, token);
    return page(c, <CheckInPage booking={booking} action={`/r/${token}`} />);
  })
  .post("/:token", open(), token, async (c) => {
    const { token } = c.req.valid("param");
    await checkIn(await lessonBehindShort(c.var.ctx, token));
    return c.redirect(`/r/${token}`, 303);
  });

const own = can("bookings:own");

/** How somebody is reminded of lessons. */
export const reminderPages = new Hono<Env>()
  .get("/", own, async (c) => page(c, await view(c)))
  .post("/", own, form(ReminderInput), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (input) => {
        await chooseReminder(c.var.ctx, input);
        return "/me/reminders";
      },
      flash: "bookings.reminder_chosen",
      retry: (draft) => view(c, draft),
    }),
  );

async function view(c: Context<Env>, draft?: Draft<unknown>) {
  const choice = await readChoice(c.var.ctx);
  return <OwnRemindersPage choice={choice} draft={draft ?? draftOf({ by: choice.by })} />;
}
