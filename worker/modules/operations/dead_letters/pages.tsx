import { type Context, Hono } from "hono";
import { DeadLettersPage } from "#web/modules/operations/views/dead_letters.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { leaveFlash } from "#worker/lib/flash.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { dismissAll, replay } from "./actions.ts";
import { DeadLetterList, Treatment } from "./input.ts";
import { listDead } from "./queries.ts";

const here = "/operations/dead-letters";
const done = { replay: "replayed", dismiss: "dismissed" } as const;

export const deadLettersPages = new Hono<Env>()
  .get("/", can("operations:read"), valid("query", DeadLetterList), async (c) =>
    page(c, await view(c, c.req.valid("query"), emptyDraft)),
  )
  .post("/", can("operations:run"), form(Treatment), stepUp(), (c) =>
    submit(c, c.req.valid("form"), {
      save: async ({ ids, act, reason }) => {
        if (act === "dismiss" && !reason) throw fieldProblem("reason", "required");
        const { changed } =
          act === "dismiss"
            ? await dismissAll(c.var.ctx, { ids, reason: reason ?? "" })
            : await replay(c.var.ctx, ids);
        if (changed === 0) {
          const code = "operations.nothing_left";
          throw new Problem(409, code, { fields: { ids: code } });
        }
        leaveFlash(c, `operations.${done[act]}`);
        return here;
      },
      retry: (draft) => view(c, DeadLetterList.parse({}), draft),
    }),
  );

async function view(c: Context<Env>, list: DeadLetterList, draft: Draft<unknown>) {
  return <DeadLettersPage page={await listDead(c.var.ctx, list)} draft={draft} />;
}
