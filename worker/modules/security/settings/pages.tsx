import { type Context, Hono } from "hono";
import { RulesPage } from "#web/modules/security/views/rules.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { type Draft, draftOf, form } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { stepUp } from "#worker/lib/step_up.ts";
import { changeRules } from "./actions.ts";
import { RulesForm } from "./input.ts";
import { getRules } from "./queries.ts";

const here = "/security/rules";
const write = can("security:write");

/** From how many on a school's rules speak. */
export const rulesPages = new Hono<Env>()
  .get("/", write, async (c) => page(c, <RulesPage draft={draftOf(await now(c), RulesForm)} />))
  .post("/", write, form(RulesForm), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async ({ version, ...rules }) => {
        await changeRules(c.var.ctx, Number(version), rules);
        return here;
      },
      flash: "security.rules_changed",
      retry: (draft: Draft<unknown>) => <RulesPage draft={draft} />,
      row: { form: RulesForm, now: () => now(c), at: here },
    }),
  );

async function now(c: Context<Env>) {
  const { rules, version } = await getRules(c.var.ctx);
  return { ...rules, version };
}
