import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import { DAY, HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { dayOf, instantAt, mondayOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { fieldProblem } from "#worker/lib/problem.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { book, cancelBooking, changeBooking, moveBooking } from "./actions.ts";
import {
  AllOffered,
  Booking,
  BookingInput,
  BookingMove,
  BookingSpan,
  Bookings,
  Cancellation,
  LONGEST,
  OfferQuery,
  Series,
  SeriesInput,
} from "./input.ts";
import { readOffers } from "./offers/queries.ts";
import { offersOf } from "./offers/rules.ts";
import { bookingsBetween, getBooking } from "./queries.ts";
import { bookSeries } from "./series/actions.ts";

const one = valid("param", ById);
const write = can("bookings:write");
// A month as a calendar shows it has six weeks.
const LONGEST_SPAN = 43 * DAY;

export const bookingsApi = new Hono<Env>()
  .get("/", can("bookings:read"), valid("query", BookingSpan), answers(Bookings), async (c) => {
    const { from = instantAt(mondayOf(dayOf(c.var.now))), ...asked } = c.req.valid("query");
    const span = { ...asked, from, to: asked.to ?? shift(from, 7 * DAY) };
    const lasts = Date.parse(span.to) - Date.parse(span.from);
    if (lasts <= 0) throw fieldProblem("to", "bookings.ends_first");
    if (lasts > LONGEST_SPAN) throw fieldProblem("to", "bookings.span_too_long");
    return c.json({ items: await bookingsBetween(c.var.ctx, span) });
  })
  .post(
    "/",
    write,
    idempotencyKey(),
    valid("json", BookingInput),
    answers(Booking, 201),
    async (c) => {
      const { once } = c.req.valid("header");
      const id = once ?? uuidv7();
      await makeOnce(once, () => book(c.var.ctx, id, c.req.valid("json")));
      return send(c, id, 201);
    },
  )
  .post("/series", write, valid("json", SeriesInput), answers(Series, 201), async (c) =>
    c.json(await bookSeries(c.var.ctx, uuidv7(), c.req.valid("json")), 201),
  )
  .get("/offers", write, valid("query", OfferQuery), answers(AllOffered), async (c) => {
    const { startsAt = c.var.now, classCode, ...asked } = c.req.valid("query");
    const slot = { startsAt, endsAt: asked.endsAt ?? shift(startsAt, HOUR), classCode };
    const lasts = Date.parse(slot.endsAt) - Date.parse(slot.startsAt);
    if (lasts <= 0) throw fieldProblem("endsAt", "bookings.ends_first");
    if (lasts > LONGEST * MINUTE) throw fieldProblem("endsAt", "bookings.too_long");
    return c.json(offersOf(await readOffers(c.var.ctx, slot, undefined), slot));
  })
  .get("/:id", can("bookings:read"), one, answers(Booking), (c) => send(c, c.req.valid("param").id))
  .put("/:id", write, one, ifMatch(), valid("json", BookingInput), answers(Booking), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await changeBooking(c.var.ctx, seen, c.req.valid("json"));
    return send(c, seen.id);
  })
  .put(
    "/:id/time",
    write,
    one,
    ifMatch(),
    valid("json", BookingMove),
    answers(Booking),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await moveBooking(c.var.ctx, seen, c.req.valid("json"));
      return send(c, seen.id);
    },
  )
  .put(
    "/:id/cancellation",
    write,
    one,
    ifMatch(),
    valid("json", Cancellation),
    answers(Booking),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await cancelBooking(c.var.ctx, seen, c.req.valid("json"));
      return send(c, seen.id);
    },
  );

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const booking = await getBooking(c.var.ctx, id);
  return c.json(booking, status, { ETag: etag(booking) });
}
