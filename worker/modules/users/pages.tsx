import { type Context, Hono } from "hono";
import { InvitationForm } from "#web/modules/users/views/invitation_form.tsx";
import { MemberPage } from "#web/modules/users/views/member.tsx";
import { PeoplePage } from "#web/modules/users/views/people.tsx";
import { RolesPage } from "#web/modules/users/views/roles.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { leaveFlash } from "#worker/lib/flash.ts";
import { grants, roles, rolesWith } from "#worker/lib/grants.ts";
import { type Draft, draftOf, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { invite, renewInvitation, withdrawInvitation } from "./invitations/actions.ts";
import { InvitationInput, InvitationVersion } from "./invitations/input.ts";
import { changeRoles, endMembership } from "./members/actions.ts";
import { MemberList, MemberVersion, RolesChange } from "./members/input.ts";
import { getMember } from "./members/queries.ts";
import { rolesOf, whyNotEnd } from "./members/rules.ts";
import { peopleOf } from "./people.ts";

const read = can("users:read");
const write = can("users:write");
const one = valid("param", ById);

/** Who may do what here and why, and who has been asked to join. */
export const peoplePages = new Hono<Env>()
  .get("/", read, valid("query", MemberList), async (c) => {
    const list = c.req.valid("query");
    return page(c, <PeoplePage {...(await peopleOf(c.var.ctx, list))} list={list} />);
  })
  .get("/roles", read, (c) => {
    const rows = grants.map((grant) => ({ grant, roles: rolesWith(grant) }));
    const { schoolId } = c.var.ctx.actor;
    const shown = schoolId === "platform" ? rolesOf(schoolId) : roles.slice(1);
    return page(c, <RolesPage rows={rows} roles={shown} />);
  })
  .get("/invitations/new", write, (c) => page(c, invitationForm(c, emptyDraft)))
  .post("/invitations", write, form(InvitationInput), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (input, once) => {
        await invite(c.var.ctx, input, { once });
        return "/people";
      },
      flash: "users.invited",
      retry: (draft) => invitationForm(c, draft),
      again: () => "/people",
    }),
  )
  .post("/invitations/:id/renewal", write, one, form(InvitationVersion), async (c) => {
    await renewInvitation(c.var.ctx, seen(c.req.valid("param").id, c.req.valid("form")));
    leaveFlash(c, "users.invitation_renewed");
    return c.redirect("/people", 303);
  })
  .post("/invitations/:id/withdrawal", write, one, form(InvitationVersion), async (c) => {
    await withdrawInvitation(c.var.ctx, seen(c.req.valid("param").id, c.req.valid("form")));
    leaveFlash(c, "users.invitation_withdrawn");
    return c.redirect("/people", 303);
  })
  .get("/:id", read, one, async (c) => page(c, await memberView(c, c.req.valid("param").id)))
  .post("/:id/roles", write, one, form(RolesChange), stepUp(), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, roles: given }) => {
        await changeRoles(c.var.ctx, { id, version }, { roles: given });
        return `/people/${id}`;
      },
      flash: "users.roles_changed",
      retry: (draft) => memberView(c, id, { draft }),
      row: {
        form: RolesChange,
        now: async () => (await getMember(c.var.ctx, id)).member,
        at: `/people/${id}`,
      },
    });
  })
  .post("/:id/removal", write, stepUp(), one, form(MemberVersion), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await endMembership(c.var.ctx, { id, version });
        return "/people";
      },
      flash: "users.membership_ended",
      retry: () => memberView(c, id),
      stale: () => memberView(c, id, { stale: true }),
    });
  });

type Shown = { draft?: Draft<unknown>; stale?: boolean };

async function memberView(c: Context<Env>, id: string, { draft, stale = false }: Shown = {}) {
  const { actor } = c.var.ctx;
  const { member, holders } = await getMember(c.var.ctx, id);
  const why = grants
    .map((grant) => ({ grant, because: rolesWith(grant).filter((r) => member.roles.includes(r)) }))
    .filter(({ because }) => because.length > 0);
  const { schoolId } = actor;
  return (
    <MemberPage
      member={member}
      why={why}
      choices={rolesOf(schoolId)}
      mayChange={actor.grants.includes("users:write")}
      isMe={actor.id === id}
      whyNotEnd={whyNotEnd({ schoolId, before: member.roles, holders })}
      draft={draft ?? draftOf(member, RolesChange)}
      stale={stale}
    />
  );
}

function invitationForm(c: Context<Env>, draft: Draft<unknown>) {
  return <InvitationForm draft={draft} choices={rolesOf(c.var.ctx.actor.schoolId)} />;
}

function seen(id: string, { value }: Draft<{ version: number }>) {
  if (!value) throw new Problem(422, "invalid");
  return { id, version: value.version };
}
