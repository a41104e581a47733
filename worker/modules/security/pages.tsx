import { type Context, Hono } from "hono";
import type * as z from "zod";
import { EventPage } from "#web/modules/security/views/event.tsx";
import { EventsPage } from "#web/modules/security/views/list.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { listenTo, Since } from "#worker/lib/live.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { addressOf } from "#worker/lib/session.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { blockFrom, demandProof, dismiss, endSessions } from "./actions.ts";
import { BlockFor, Dismissal, EventList, Press } from "./input.ts";
import { monitorChannel } from "./live.ts";
import { getEvent, listEvents } from "./queries.ts";

const read = can("security:read");
const write = can("security:write");
const one = valid("param", ById);

/** What may be an attack, each event by itself, and what can be done about it. */
export const securityPages = new Hono<Env>()
  .get("/", read, valid("query", EventList), async (c) => {
    const list = c.req.valid("query");
    return page(c, <EventsPage page={await listEvents(c.var.ctx, list)} list={list} />);
  })
  .get("/live", read, valid("query", Since), (c) =>
    listenTo(c, monitorChannel(c.var.ctx.actor.schoolId), c.req.valid("query")),
  )
  .get("/:id", read, one, async (c) =>
    page(c, await view(c, { id: c.req.valid("param").id, draft: emptyDraft })),
  )
  .post("/:id/dismissal", write, one, form(Dismissal), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, reason }) => {
        await dismiss(c.var.ctx, { id, version }, reason);
        return `/security/${id}`;
      },
      flash: "security.dismissed",
      retry: (draft) => view(c, { id, draft }),
      stale: (draft) => view(c, { id, draft, stale: true }),
    });
  })
  .post("/:id/sessions", write, one, form(Press), stepUp(), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async () => {
        await endSessions(c.var.ctx, id);
        return `/security/${id}`;
      },
      flash: "security.sessions_ended",
      retry: (draft) => view(c, { id, draft }),
    });
  })
  .post("/:id/block", write, one, form(BlockFor), stepUp(), (c) =>
    block(c, c.req.valid("param").id, c.req.valid("form")),
  )
  .post("/:id/proof", write, one, form(Press), stepUp(), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async () => {
        await demandProof(c.var.ctx, id);
        return `/security/${id}`;
      },
      flash: "security.proof_demanded",
      retry: (draft) => view(c, { id, draft }),
    });
  });

function block(c: Context<Env>, id: string, draft: Draft<z.output<typeof BlockFor>>) {
  return submit(c, draft, {
    save: async ({ hours }, once) => {
      await blockFrom(c.var.ctx, id, { hours: Number(hours), from: addressOf(c), once });
      return `/security/${id}`;
    },
    again: () => `/security/${id}`,
    flash: "security.address_blocked",
    retry: (again) => view(c, { id, draft: again }),
  });
}

type Shown = { id: string; draft: Draft<unknown>; stale?: boolean };

async function view(c: Context<Env>, { id, ...rest }: Shown) {
  return <EventPage event={await getEvent(c.var.ctx, id)} {...rest} />;
}
