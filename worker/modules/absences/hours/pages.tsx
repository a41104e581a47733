import type { Context } from "hono";
import { Hono } from "hono";
import { HoursFormPage } from "#web/modules/absences/views/hours.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { type Draft, draftOf, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem, type Reason } from "#worker/lib/problem.ts";
import { staffRows } from "../page_queries.ts";
import { removeHours, setHours, spansOf } from "./actions.ts";
import { HoursForm, HoursQuery, HoursSeen } from "./input.ts";

const write = can("absences:write");
const back = "/absences";

/** Other hours on one day: asked for, refused while lessons lie outside, and taken back. */
export const hoursPages = new Hono<Env>()
  .get("/new", write, valid("query", HoursQuery), async (c) => {
    const { employee } = c.req.valid("query");
    return page(c, await formOf(c, employee ? draftOf({ employeeId: employee }) : emptyDraft));
  })
  .post("/", write, form(HoursForm), (c) => {
    const draft = c.req.valid("form");
    return submit(c, draft, {
      save: async (typed) => {
        try {
          await setHours(c.var.ctx, spansOf(typed));
          return back;
        } catch (error) {
          if (!(error instanceof Problem) || error.reasons.length === 0) throw error;
          return page(c, await formOf(c, draft, error.reasons), 409);
        }
      },
      flash: "absences.hours_set",
      retry: (again) => formOf(c, again),
    });
  })
  .post("/removal", write, form(HoursSeen), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (at) => {
        await removeHours(c.var.ctx, at);
        return back;
      },
      flash: "absences.hours_removed",
      retry: () => formOf(c, emptyDraft),
      stale: () => formOf(c, emptyDraft),
    }),
  );

async function formOf(c: Context<Env>, draft: Draft<unknown>, reasons: readonly Reason[] = []) {
  // A stretch has two ends and one message.
  const { spans, ...errors } = draft.errors;
  const shown = { ...draft, errors: { ...errors, ...(spans && { starts: spans }) } };
  return <HoursFormPage draft={shown} staff={await staffRows(c.var.ctx)} reasons={reasons} />;
}
