import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { inviteStudent, readAccess } from "./actions.ts";
import { Access } from "./input.ts";

const one = valid("param", ById);

/** A student's account: whether she has one, and the invitation to it. */
export const accessApi = new Hono<Env>()
  .get("/:id/access", can("students:read"), one, answers(Access), async (c) =>
    c.json(await readAccess(c.var.ctx, c.req.valid("param").id)),
  )
  .put("/:id/invitation", can("students:write"), one, answers(Access), async (c) => {
    const { id } = c.req.valid("param");
    await inviteStudent(c.var.ctx, id);
    return c.json(await readAccess(c.var.ctx, id));
  });
