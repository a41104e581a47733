import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { BookingPage } from "#web/modules/bookings/views/booking.tsx";
import { ChooseStudent } from "#web/modules/bookings/views/choose.tsx";
import { SeriesPage } from "#web/modules/bookings/views/series.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { book, cancelBooking, changeBooking } from "./actions.ts";
import { changeDraft, formView, startDraft, toInput } from "./form.tsx";
import { BookingChange, BookingNew, BookingStart, CancellationForm, FreeForm } from "./input.ts";
import { findStudents, readBooking } from "./page_queries.ts";
import { bookSeries } from "./series/actions.ts";

const one = valid("param", ById);
const write = can("bookings:write");

export const bookingsPages = new Hono<Env>()
  .get("/new", write, valid("query", BookingStart), async (c) => {
    const start = c.req.valid("query");
    if (!start.student && !start.none)
      return page(
        c,
        <ChooseStudent
          q={start.q}
          found={await findStudents(c.var.ctx, start.q)}
          held={start.held === "yes"}
        />,
      );
    return page(c, await formView(c, { draft: startDraft(start, c.var.now), fresh: !start.none }));
  })
  .post("/", write, form(BookingNew), (c) => {
    const draft = c.req.valid("form");
    const held = draft.values.held !== undefined;
    const after = (id: string) =>
      held && c.var.ctx.actor.grants.includes("lessons:attest")
        ? `/lessons/${id}/attestation`
        : `/bookings/${id}`;
    return submit(c, draft, {
      save: async ({ repeat, ...typed }, once) => {
        const id = once ?? uuidv7();
        return explained(c, {}, async () => {
          if (repeat === null) {
            await book(c.var.ctx, id, toInput(typed));
            return after(id);
          }
          const series = await bookSeries(c.var.ctx, id, { ...toInput(typed), weeks: repeat });
          return page(c, <SeriesPage series={series} asked={typed} />);
        });
      },
      again: after,
      flash: held ? "bookings.noted" : "bookings.booked",
      retry: (draft) => formView(c, { draft }),
    });
  })
  // Shows the form again with what is free at the time that is typed; nothing is saved.
  .post("/free", write, form(FreeForm), async (c) => {
    const { values, once } = c.req.valid("form");
    return page(c, await formView(c, { draft: { values, errors: {}, ...(once && { once }) } }));
  })
  .get("/:id", can("bookings:read"), one, (c) => show(c))
  .get("/:id/edit", write, one, async (c) => {
    const { booking } = await readBooking(c.var.ctx, c.req.valid("param").id);
    return page(c, await formView(c, { id: booking.id, draft: changeDraft(booking) }));
  })
  .post("/:id/free", write, one, form(FreeForm), async (c) => {
    const { id } = c.req.valid("param");
    const { values, was } = c.req.valid("form");
    await readBooking(c.var.ctx, id);
    return page(c, await formView(c, { id, draft: { values, errors: {}, ...(was && { was }) } }));
  })
  .post("/:id", write, one, form(BookingChange), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: ({ version, ...typed }) =>
        explained(c, { id }, async () => {
          await changeBooking(c.var.ctx, { id, version }, toInput(typed));
          return `/bookings/${id}`;
        }),
      flash: "bookings.changed",
      retry: (draft) => formView(c, { id, draft }),
      row: {
        form: BookingChange,
        now: async () => changeDraft((await readBooking(c.var.ctx, id)).booking).values,
        at: `/bookings/${id}`,
      },
    });
  })
  .post("/:id/cancellation", write, one, form(CancellationForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...why }) => {
        await cancelBooking(c.var.ctx, { id, version }, why);
        return `/bookings/${id}`;
      },
      flash: "bookings.cancelled",
      retry: async (draft) => <BookingPage {...(await readBooking(c.var.ctx, id))} draft={draft} />,
      stale: async () => <BookingPage {...(await readBooking(c.var.ctx, id))} stale />,
    });
  });

async function show(c: Context<Env>) {
  return page(c, <BookingPage {...(await readBooking(c.var.ctx, c.req.param("id") ?? ""))} />);
}

/** What a rule refuses is shown in the form, with what was typed, and not on a page of its own. */
async function explained(
  c: Context<Env>,
  about: { id?: string },
  save: () => Promise<string | Response>,
): Promise<string | Response> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof Problem) || error.reasons.length === 0) throw error;
    const { value: _, ...draft } = c.req.valid("form" as never) as { value?: unknown } & Parameters<
      typeof formView
    >[1]["draft"];
    const { code, reasons } = error;
    return page(c, await formView(c, { ...about, draft, refused: { code, reasons } }), 409);
  }
}
