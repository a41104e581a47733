import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { cancelOwn, confirmHold, holdSlot, moveOwn } from "./actions.ts";
import {
  HoldInput,
  MoveInput,
  OwnBooking,
  OwnBookings,
  OwnCancellation,
  SlotQuery,
  Slots,
} from "./input.ts";
import { openSlots } from "./open.ts";
import { asOwn, costFor, getOwnBooking, readOwnBookings } from "./queries.ts";

const one = valid("param", ById);
const own = can("bookings:own");

export const ownBookingsApi = new Hono<Env>()
  .get("/", own, answers(OwnBookings), async (c) => {
    const { ahead, off, behind } = await readOwnBookings(c.var.ctx);
    const items = [...behind, ...ahead, ...off];
    return c.json({ items: items.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt)) });
  })
  .get("/slots", own, valid("query", SlotQuery), answers(Slots), async (c) => {
    const { from, items, blocked, reasons } = await openSlots(c.var.ctx, c.req.valid("query"));
    return c.json({ from, items, blocked, reasons });
  })
  .post(
    "/",
    own,
    idempotencyKey(),
    valid("json", HoldInput),
    answers(OwnBooking, 201),
    async (c) => {
      const { once } = c.req.valid("header");
      const id = once ?? uuidv7();
      await makeOnce(once, () => holdSlot(c.var.ctx, id, c.req.valid("json")));
      return send(c, id, 201);
    },
  )
  .get("/:id", own, one, answers(OwnBooking), (c) => send(c, c.req.valid("param").id))
  .put("/:id/confirmation", own, one, ifMatch(), answers(OwnBooking), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await confirmHold(c.var.ctx, seen);
    return send(c, seen.id);
  })
  .put(
    "/:id/time",
    own,
    one,
    ifMatch(),
    valid("json", MoveInput),
    answers(OwnBooking),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await moveOwn(c.var.ctx, seen, c.req.valid("json"));
      return send(c, seen.id);
    },
  )
  .put(
    "/:id/cancellation",
    own,
    one,
    ifMatch(),
    valid("json", OwnCancellation),
    answers(OwnBooking),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await cancelOwn(c.var.ctx, seen, c.req.valid("json").reason);
      return send(c, seen.id);
    },
  );

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const found = await getOwnBooking(c.var.ctx, id);
  const { booking, rules } = found;
  const own = asOwn(booking, rules, await costFor(c.var.ctx, found));
  return c.json(own, status, { ETag: etag(booking) });
}
