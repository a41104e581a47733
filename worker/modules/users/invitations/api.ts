import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { Gone } from "../members/input.ts";
import { invite, withdrawInvitation } from "./actions.ts";
import { Invitation, InvitationInput, InvitationList, Invitations } from "./input.ts";
import { getInvitation, listInvitations } from "./queries.ts";

const write = can("users:write");

export const invitationsApi = new Hono<Env>()
  .get("/", can("users:read"), valid("query", InvitationList), answers(Invitations), async (c) =>
    c.json(await listInvitations(c.var.ctx, c.req.valid("query"))),
  )
  .post(
    "/",
    write,
    stepUp(),
    valid("json", InvitationInput),
    answers(Invitation, 201),
    async (c) => {
      const id = await invite(c.var.ctx, c.req.valid("json"));
      const invitation = await getInvitation(c.var.ctx, id);
      return c.json(invitation, 201, { ETag: etag(invitation) });
    },
  )
  .delete("/:id", write, valid("param", ById), ifMatch(), answers(Gone), async (c) => {
    const { id } = c.req.valid("param");
    await withdrawInvitation(c.var.ctx, { id, ...c.req.valid("header") });
    return c.json({ id });
  });
