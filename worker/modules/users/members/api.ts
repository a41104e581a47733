import { type Context, Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { changeRoles, endMembership } from "./actions.ts";
import { Gone, Member, MemberList, Members, Roles } from "./input.ts";
import { getMember, listMembers } from "./queries.ts";

const read = can("users:read");
const write = can("users:write");
const one = valid("param", ById);

export const membersApi = new Hono<Env>()
  .get("/", read, valid("query", MemberList), answers(Members), async (c) =>
    c.json(await listMembers(c.var.ctx, c.req.valid("query"))),
  )
  .get("/:id", read, one, answers(Member), (c) => send(c, c.req.valid("param").id))
  .put(
    "/:id/roles",
    write,
    stepUp(),
    one,
    ifMatch(),
    valid("json", Roles),
    answers(Member),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await changeRoles(c.var.ctx, seen, c.req.valid("json"));
      return send(c, seen.id);
    },
  )
  .delete("/:id", write, stepUp(), one, ifMatch(), answers(Gone), async (c) => {
    const { id } = c.req.valid("param");
    await endMembership(c.var.ctx, { id, ...c.req.valid("header") });
    return c.json({ id });
  });

async function send(c: Context<Env>, id: string) {
  const { member } = await getMember(c.var.ctx, id);
  return c.json(member, 200, { ETag: etag(member) });
}
