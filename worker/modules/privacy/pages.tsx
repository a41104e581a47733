import { type Context, Hono } from "hono";
import { CopyPage } from "#web/modules/privacy/copy.tsx";
import { OwnReadsPage } from "#web/modules/privacy/reads/views.tsx";
import { PrivacyPage, WaitingPage } from "#web/modules/privacy/views.tsx";
import { can } from "#worker/lib/can.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { stepUp } from "#worker/lib/step_up.ts";
import { confirmErasure, requestErasure, withdrawErasure } from "./actions.ts";
import { copyOf } from "./copy.ts";
import { ErasureForm, StepForm } from "./input.ts";
import { listWaiting, ownStudentId, readPrivacy } from "./queries.ts";
import { readsOf } from "./reads/queries.ts";
import { mayConfirm, whyNotErase } from "./rules.ts";

const manage = can("privacy:manage");
const own = can("me:read");
const one = valid("param", ById);
const at = (id: string) => `/privacy/${id}`;

/** Who wants to see what is held, or to be forgotten: the office does it here. */
export const privacyPages = new Hono<Env>()
  .get("/", manage, async (c) => page(c, <WaitingPage rows={await listWaiting(c.var.ctx)} />))
  .get("/:id", manage, one, async (c) => page(c, await privacyPage(c, emptyDraft)))
  .get("/:id/file", manage, stepUp(), one, async (c) => file(c, c.req.valid("param").id))
  .get("/:id/copy", manage, stepUp(), one, async (c) => {
    const { id } = c.req.valid("param");
    return page(c, <CopyPage copy={await copyOf(c.var.ctx, id)} back={at(id)} />);
  })
  .post("/:id/erasure", manage, one, form(ErasureForm), stepUp(), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async (_, once) => {
        await requestErasure(c.var.ctx, id, once);
        return at(id);
      },
      again: () => at(id),
      flash: "privacy.erasure_requested",
      retry: (draft) => privacyPage(c, draft),
    });
  })
  .post("/:id/confirmation", manage, one, form(StepForm), stepUp(), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await confirmErasure(c.var.ctx, id, version);
        return at(id);
      },
      flash: "privacy.erased",
      retry: (draft) => privacyPage(c, draft),
      stale: () => privacyPage(c, emptyDraft),
    });
  })
  .post("/:id/withdrawal", manage, one, form(StepForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await withdrawErasure(c.var.ctx, id, version);
        return at(id);
      },
      flash: "privacy.erasure_withdrawn",
      retry: (draft) => privacyPage(c, draft),
      stale: () => privacyPage(c, emptyDraft),
    });
  });

/** The same for oneself: a student reads and takes what the school holds about her. */
export const ownPrivacyPages = new Hono<Env>()
  .get("/copy", own, stepUp(), async (c) => {
    const id = await ownStudentId(c.var.ctx);
    if (!id) return c.redirect("/me", 303);
    return page(c, <CopyPage copy={await copyOf(c.var.ctx, id)} back="/me" own />);
  })
  .get("/file", own, stepUp(), async (c) => {
    const id = await ownStudentId(c.var.ctx);
    return id ? file(c, id) : c.redirect("/me", 303);
  })
  .get("/reads", own, async (c) => {
    const id = await ownStudentId(c.var.ctx);
    if (!id) return c.redirect("/me", 303);
    return page(c, <OwnReadsPage reads={await readsOf(c.var.ctx, id)} />);
  });

async function privacyPage(c: Context<Env>, draft: Draft<unknown>) {
  const { ctx } = c.var;
  const { person, erasedAt, facts, waiting, held } = await readPrivacy(
    ctx,
    c.req.param("id") ?? "",
  );
  const second = waiting !== null && mayConfirm(waiting, ctx.actor.id);
  const against = erasedAt ? [] : whyNotErase(facts);
  const shown = { person, erasedAt, waiting, held, second, against, draft };
  return <PrivacyPage {...shown} />;
}

async function file(c: Context<Env>, id: string): Promise<Response> {
  const copy = await copyOf(c.var.ctx, id);
  const name = `${copy.person.number}-${dayOf(c.var.now)}.json`;
  return new Response(JSON.stringify(copy, null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}
