import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { OwnBookingPage } from "#web/modules/bookings/views/own_booking.tsx";
import { OwnBookingsPage } from "#web/modules/bookings/views/own_list.tsx";
import { SlotsPage } from "#web/modules/bookings/views/slots.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { BookingSeen } from "../input.ts";
import { whyNotTouch } from "../rules.ts";
import { cancelOwn, confirmHold, holdSlot, moveOwn, releaseHold } from "./actions.ts";
import { HoldInput, MoveForm, OwnCancellationForm, SlotQuery } from "./input.ts";
import { openSlots } from "./open.ts";
import { asOwn, costFor, getOwnBooking, readOwnBookings } from "./queries.ts";
import { whyNotMove } from "./rules.ts";

const one = valid("param", ById);
const own = can("bookings:own");
const here = "/me/bookings";

/** What a student, or a guardian for her, does with lessons: see, book, move and call off. */
export const ownBookingsPages = new Hono<Env>()
  .get("/", own, async (c) => page(c, <OwnBookingsPage {...(await readOwnBookings(c.var.ctx))} />))
  .get("/new", own, valid("query", SlotQuery), async (c) =>
    page(c, <SlotsPage {...(await openSlots(c.var.ctx, c.req.valid("query")))} />),
  )
  .post("/", own, form(HoldInput), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (input, once) => {
        const id = once ?? uuidv7();
        await holdSlot(c.var.ctx, id, input);
        return `${here}/${id}`;
      },
      again: (id) => `${here}/${id}`,
      retry: async () => <SlotsPage {...(await openSlots(c.var.ctx, {}))} />,
    }),
  )
  .get("/:id", own, one, async (c) => page(c, await view(c, c.req.valid("param").id)))
  .post("/:id/confirmation", own, one, form(BookingSeen), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await confirmHold(c.var.ctx, { id, version });
        return `${here}/${id}`;
      },
      flash: "bookings.booked",
      retry: () => view(c, id),
      stale: () => view(c, id),
    });
  })
  .post("/:id/release", own, one, form(BookingSeen), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async () => {
        await releaseHold(c.var.ctx, id);
        return `${here}/new`;
      },
      flash: "bookings.released",
      retry: () => view(c, id),
    });
  })
  .get("/:id/move", own, one, valid("query", SlotQuery), async (c) => {
    const { id } = c.req.valid("param");
    const { ctx } = c.var;
    const { booking, student, rules } = await getOwnBooking(ctx, id);
    const against = [...whyNotTouch(booking, ctx.now), ...whyNotMove(booking, rules, ctx.now)];
    if (against.length > 0) return page(c, await view(c, id));
    const query = { ...c.req.valid("query"), student: student.id };
    const asked = { ...query, ...(booking.classCode && { class: booking.classCode }) };
    return page(c, <SlotsPage {...(await openSlots(ctx, asked, booking))} moving={booking} />);
  })
  .post("/:id/time", own, one, form(MoveForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...move }) => {
        await moveOwn(c.var.ctx, { id, version }, move);
        return `${here}/${id}`;
      },
      flash: "bookings.changed",
      retry: () => view(c, id),
      stale: () => view(c, id),
    });
  })
  .post("/:id/cancellation", own, one, form(OwnCancellationForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, reason }) => {
        await cancelOwn(c.var.ctx, { id, version }, reason);
        return `${here}/${id}`;
      },
      flash: "bookings.cancelled",
      retry: () => view(c, id),
      stale: () => view(c, id),
    });
  });

async function view(c: Context<Env>, id: string) {
  const { ctx } = c.var;
  const found = await getOwnBooking(ctx, id);
  const { booking, student, rules } = found;
  const closed = whyNotTouch(booking, ctx.now);
  const still = closed.length > 0 ? closed : whyNotMove(booking, rules, ctx.now);
  const own = asOwn(booking, rules, await costFor(ctx, found));
  return <OwnBookingPage booking={own} {...{ student, closed, still, rules }} />;
}
