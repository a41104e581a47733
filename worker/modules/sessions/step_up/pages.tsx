import { Hono } from "hono";
import { ContinuePage, FilePage, listOf } from "#web/step_up.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { form } from "#worker/lib/input.ts";
import { localPath } from "#worker/lib/local_path.ts";
import { page } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { KEEP_DAYS, sendSession } from "#worker/lib/session.ts";
import { askForProof, readKept } from "#worker/lib/step_up_page.tsx";
import { StepUp } from "../input.ts";
import { stepUpBy } from "./actions.ts";

/** Proves once more who is there, and goes on with what was refused for the lack of it. */
export const stepUpPages = new Hono<Env>()
  .get("/", can("account:own"), (c) =>
    page(c, askForProof(c, { next: localPath(c.req.query("next")) })),
  )
  .post("/", can("account:own"), form(StepUp), async (c) => {
    const { session, claim, ctx } = c.var;
    const draft = c.req.valid("form");
    const next = localPath(draft.values.next);
    const carried = draft.values.kept;
    const kept = readKept(typeof carried === "string" ? carried : undefined);
    if (!draft.value || !session || !claim)
      return page(c, askForProof(c, { next, kept, draft }), 422);
    try {
      const typed = { ...draft.value, csrfSeed: session.csrfSeed };
      const secret = await stepUpBy(ctx, claim, typed);
      sendSession(c, claim.userId, secret, session.keep ? KEEP_DAYS : undefined);
    } catch (error) {
      if (!(error instanceof Problem) || Object.keys(error.fields).length === 0) throw error;
      const again = { ...draft, errors: error.fields };
      return page(c, askForProof(c, { next, kept, draft: again }), error.status);
    }
    if (kept) return page(c, <ContinuePage kept={kept} />);
    const after = listOf(next) ? `/step-up/file?${new URLSearchParams({ next })}` : next;
    return c.redirect(after, 303);
  })
  // A download leaves the browser where it is: it must not be on a form that is used up.
  .get("/file", can("account:own"), (c) => {
    const file = localPath(c.req.query("next"));
    const list = listOf(file);
    if (!list) return c.redirect(file, 303);
    const answer = page(c, <FilePage file={file} list={list} />);
    answer.headers.set("refresh", `0; url=${file}`);
    return answer;
  });
