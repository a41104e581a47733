import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { AskPage } from "#web/modules/visits/ask.tsx";
import { VisitPage, VisitsPage } from "#web/modules/visits/views.tsx";
import { can, open } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { leaveFlash } from "#worker/lib/flash.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { askForVisit, decideVisit, endVisit, leaveVisit, startVisit } from "./actions.ts";
import { LookList, NewVisit, NoInput } from "./input.ts";
import { listVisits, readVisit, schoolToVisit } from "./queries.ts";

const ask = can("visits:ask");
const decide = can("visits:decide");
const one = valid("param", ById);
const asked = "/platform/visits";
const visits = "/visits";

/** Who may see the school as one of its people, who did, and what she looked at: for its owners. */
export const visitsPages = new Hono<Env>()
  .get("/", decide, async (c) => page(c, await list(c, visits)))
  // Open as signing out is: who is on no visit is led to where she is at home.
  .post("/leave", open(), async (c) => {
    const { ctx, session, claim } = c.var;
    if (!session?.visit || !claim) return c.redirect("/", 303);
    await leaveVisit(ctx, claim, session.visit.id);
    leaveFlash(c, "visits.left");
    return c.redirect(asked, 303);
  })
  .get("/:id", decide, one, valid("query", LookList), async (c) =>
    page(c, await shown(c, visits, c.req.valid("query"))),
  )
  .post("/:id/approval", decide, one, form(NoInput), stepUp(), (c) =>
    act(c, visits, "approved", (id) => decideVisit(c.var.ctx, id, "approved")),
  )
  .post("/:id/refusal", decide, one, form(NoInput), (c) =>
    act(c, visits, "refused", (id) => decideVisit(c.var.ctx, id, "refused")),
  )
  .post("/:id/end", decide, one, form(NoInput), (c) =>
    act(c, visits, "ended", (id) => endVisit(c.var.ctx, id)),
  );

/** What support has asked for herself, and the way in. */
export const askedPages = new Hono<Env>()
  .get("/", ask, async (c) => page(c, await list(c, asked)))
  .get("/:id", ask, one, async (c) => page(c, await shown(c, asked)))
  .post("/:id/start", ask, one, form(NoInput), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async () => {
        const { ctx, claim } = c.var;
        if (!claim) throw new Problem(401, "sign_in_required");
        await startVisit(ctx, claim, c.req.valid("param").id);
        return "/";
      },
      retry: () => shown(c, asked),
      stale: () => shown(c, asked),
    }),
  )
  .post("/:id/withdrawal", ask, one, form(NoInput), (c) =>
    act(c, asked, "ended", (id) => endVisit(c.var.ctx, id)),
  );

/** Asking for a visit, from the page of a school. */
export const askingPages = new Hono<Env>()
  .get("/:id/visits/new", ask, one, async (c) => page(c, await asking(c, emptyDraft)))
  .post("/:id/visits", ask, one, form(NewVisit), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (input, once) => {
        const id = once ?? uuidv7();
        await askForVisit(c.var.ctx, { schoolId: c.req.valid("param").id, id }, input);
        return `${asked}/${id}`;
      },
      again: (id) => `${asked}/${id}`,
      flash: "visits.asked",
      retry: (draft) => asking(c, draft),
    }),
  );

type Side = typeof asked | typeof visits;

const list = async (c: Context<Env>, at: Side) => (
  <VisitsPage visits={await listVisits(c.var.ctx)} at={at} />
);

const newest = LookList.parse({});

async function shown(c: Context<Env>, at: Side, list: LookList = newest) {
  const detail = await readVisit(c.var.ctx, c.req.param("id") ?? "", list);
  return <VisitPage {...detail} at={at} own={detail.visit.askedBy === c.var.ctx.actor.id} />;
}

async function asking(c: Context<Env>, draft: Draft<unknown>) {
  const school = await schoolToVisit(c.var.ctx, c.req.param("id") ?? "");
  return <AskPage draft={draft} school={school} />;
}

/** A button of a visit's page: does it, and shows the page as it is then. */
function act(
  c: Context<Env, string, { out: { form: Draft<unknown>; param: { id: string } } }>,
  at: Side,
  flash: string,
  save: (id: string) => Promise<void>,
) {
  const { id } = c.req.valid("param");
  return submit(c, c.req.valid("form"), {
    save: async () => {
      await save(id);
      return `${at}/${id}`;
    },
    flash: `visits.${flash}`,
    retry: () => shown(c, at),
    stale: () => shown(c, at),
  });
}
