import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { TenantForm, TenantPage, TenantTable } from "#web/modules/platform/views.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { comeBack, lookUpStatus } from "#worker/lib/look_up.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { stepUp } from "#worker/lib/step_up.ts";
import { companyInForm, lookUpCompany } from "#worker/modules/schools/mod.ts";
import { foundSchool, inviteOwner } from "./actions.ts";
import { LookUp, NewOwner, NewSchool, TenantList } from "./input.ts";
import { getTenant, listTenants } from "./queries.ts";

const all = can("platform:schools");
const one = valid("param", ById);

export const platformPages = new Hono<Env>()
  .get("/schools", all, valid("query", TenantList), async (c) => {
    const list = c.req.valid("query");
    return page(c, <TenantTable page={await listTenants(c.var.ctx, list)} list={list} />);
  })
  .get("/schools/new", all, (c) => page(c, <TenantForm draft={emptyDraft} />))
  .post("/schools", all, form(NewSchool), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (input, once) => {
        const id = once ?? uuidv7();
        await foundSchool(c.var.ctx, id, input);
        return `/platform/schools/${id}`;
      },
      again: (id) => `/platform/schools/${id}`,
      flash: "platform.school_founded",
      retry: (draft) => <TenantForm draft={draft} />,
    }),
  )
  .post("/schools/look-up", all, form(LookUp), (c) => lookUp(c, c.req.valid("form")))
  .get("/schools/:id", all, one, async (c) => page(c, await tenantView(c, emptyDraft)))
  .post("/schools/:id/owners", all, one, form(NewOwner), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (owner) => {
        const { id } = c.req.valid("param");
        await inviteOwner(c.var.ctx, id, owner);
        return `/platform/schools/${id}`;
      },
      flash: "platform.owner_invited",
      retry: (draft) => tenantView(c, draft),
    }),
  );

async function tenantView(c: Context<Env>, draft: Draft<unknown>) {
  const id = c.req.param("id") ?? "";
  return <TenantPage school={await getTenant(c.var.ctx, id)} draft={draft} />;
}

/** Fills the name from the register. Nothing is saved. */
async function lookUp(c: Context<Env>, draft: Draft<{ orgnr: string }>) {
  const { value, ...typed } = draft;
  if (!value) return page(c, <TenantForm draft={typed} />, 422);
  const told = await lookUpCompany(c.var.ctx, value.orgnr);
  const { values, ...said } = companyInForm(typed.values, told);
  const view = <TenantForm draft={{ ...typed, values }} {...said} />;
  return comeBack(page(c, view, lookUpStatus(told)), told);
}
