import { type Context, Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { dismiss } from "./actions.ts";
import { DismissalInput, EventList, SecurityEventDetail, SecurityEvents } from "./input.ts";
import { getEvent, listEvents } from "./queries.ts";
import { changeRules } from "./settings/actions.ts";
import { Rules, RulesAnswer } from "./settings/input.ts";
import { getRules } from "./settings/queries.ts";

const read = can("security:read");
const one = valid("param", ById);

/** Events of security and the rules that make them, for programs. */
export const securityApi = new Hono<Env>()
  .get("/events", read, valid("query", EventList), answers(SecurityEvents), async (c) =>
    c.json(await listEvents(c.var.ctx, c.req.valid("query"))),
  )
  .get("/events/:id", read, one, answers(SecurityEventDetail), (c) =>
    send(c, c.req.valid("param").id),
  )
  .put(
    "/events/:id/dismissal",
    can("security:write"),
    one,
    ifMatch(),
    valid("json", DismissalInput),
    answers(SecurityEventDetail),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await dismiss(c.var.ctx, seen, c.req.valid("json").reason);
      return send(c, seen.id);
    },
  )
  .get("/rules", read, answers(RulesAnswer), sendRules)
  .put(
    "/rules",
    can("security:write"),
    stepUp(),
    ifMatch(() => "rules"),
    valid("json", Rules),
    answers(RulesAnswer),
    async (c) => {
      await changeRules(c.var.ctx, c.req.valid("header").version, c.req.valid("json"));
      return sendRules(c);
    },
  );

async function send(c: Context<Env>, id: string) {
  const event = await getEvent(c.var.ctx, id);
  return c.json(event, 200, { ETag: etag(event) });
}

async function sendRules(c: Context<Env>) {
  const { rules, version } = await getRules(c.var.ctx);
  return c.json({ ...rules, version }, 200, { ETag: etag({ id: "rules", version }) });
}
