import { type Context, Hono } from "hono";
import { OpeningPage, OwnersOpeningPage } from "#web/modules/addresses/opening.tsx";
import { AddressesPage } from "#web/modules/addresses/views.tsx";
import { can } from "#worker/lib/can.ts";
import { PLATFORM } from "#worker/lib/ctx.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { addressOf as from } from "#worker/lib/session.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { allowRange, blockAddress, disallowRange, unblockAddress } from "./actions.ts";
import { NewBlock, NewRange, NoInput, OwnersOpening, OwnOpening } from "./input.ts";
import { mayOpen, openByCode, openForOwners } from "./openings.ts";
import { readLists, schoolNamed } from "./queries.ts";

const here = "/addresses";
const all = can("addresses:manage");
const one = valid("param", ById);

/** Where a school's people may come from, and who is kept out. */
export const addressPages = new Hono<Env>()
  .get("/", all, async (c) => page(c, await lists(c)))
  .post("/ranges", all, form(NewRange), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (input, id) => {
        await allowRange(c.var.ctx, from(c), { ...input, id });
        return here;
      },
      again: () => here,
      flash: "addresses.allowed",
      retry: (draft) => lists(c, { allow: draft }),
    }),
  )
  .post("/ranges/:id/removal", all, one, form(NoInput), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async () => {
        await disallowRange(c.var.ctx, from(c), c.req.valid("param").id);
        return here;
      },
      flash: "addresses.disallowed",
      retry: () => lists(c),
    }),
  )
  .post("/blocks", all, form(NewBlock), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async ({ hours, ...input }, id) => {
        await blockAddress(c.var.ctx, from(c), { ...input, hours: Number(hours), id });
        return here;
      },
      again: () => here,
      flash: "addresses.blocked",
      retry: (draft) => lists(c, { block: draft }),
    }),
  )
  .post("/blocks/:id/removal", all, one, form(NoInput), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async () => {
        await unblockAddress(c.var.ctx, c.req.valid("param").id);
        return here;
      },
      flash: "addresses.unblocked",
      retry: () => lists(c),
    }),
  )
  // Of her own account: whoever is outside has no other right left.
  .get("/opening", can("account:own"), (c) => page(c, opening(c, emptyDraft)))
  .post("/opening", can("account:own"), form(OwnOpening), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (typed, id) => {
        const { session, claim, ctx } = c.var;
        if (!session || !claim) throw new Problem(401, "sign_in_required");
        await openByCode(ctx, session, { ...typed, secret: claim.secret, id });
        return "/";
      },
      again: () => "/",
      flash: "addresses.opened",
      retry: (draft) => opening(c, draft),
    }),
  );

/** The platform's way to let a school's owners in. */
export const openingPages = new Hono<Env>()
  .get("/:id/opening", can("platform:schools"), one, async (c) =>
    page(c, await forOwners(c, emptyDraft)),
  )
  .post("/:id/opening", can("platform:schools"), one, form(OwnersOpening), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async ({ reason }, once) => {
        const { id } = c.req.valid("param");
        await openForOwners(c.var.ctx, id, { reason, id: once });
        return `/platform/schools/${id}`;
      },
      again: () => `/platform/schools/${c.req.valid("param").id}`,
      flash: "addresses.opened_for_owners",
      retry: (draft) => forOwners(c, draft),
    }),
  );

type Drafts = { allow?: Draft<unknown>; block?: Draft<unknown> };

async function lists(c: Context<Env>, drafts: Drafts = {}) {
  const { ctx } = c.var;
  const shown = await readLists(ctx, from(c));
  const platform = ctx.actor.schoolId === PLATFORM;
  return <AddressesPage lists={shown} platform={platform} drafts={drafts} />;
}

function opening(c: Context<Env>, draft: Draft<unknown>) {
  const { session } = c.var;
  const may = session !== undefined && mayOpen(session);
  return <OpeningPage draft={draft} may={may} own={from(c)} />;
}

async function forOwners(c: Context<Env>, draft: Draft<unknown>) {
  const { ctx } = c.var;
  if (ctx.actor.schoolId !== PLATFORM) throw new Problem(403, "forbidden");
  const id = c.req.param("id") ?? "";
  const { name } = await schoolNamed(ctx, id);
  return <OwnersOpeningPage draft={draft} school={{ id, name }} />;
}
