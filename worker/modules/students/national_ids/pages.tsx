import { type Context, Hono } from "hono";
import { FindByNationalId, NationalIdPage } from "#web/modules/students/views/national_id.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { getStudent } from "../queries.ts";
import { isSetAlready, revealNationalId, searchNationalId, setNationalId } from "./actions.ts";
import { NationalIdForm, NationalIdReveal, NationalIdSearch } from "./input.ts";

const know = can("students:national_id");
const one = valid("param", ById);

/** National ids: set, shown on record, and searched for, each in a form of its own. */
export const nationalIdPages = new Hono<Env>()
  .get("/find", know, (c) => page(c, <FindByNationalId draft={emptyDraft} />))
  .post("/find", know, form(NationalIdSearch), (c) =>
    submit(c, c.req.valid("form"), {
      save: async ({ nationalId }) => `/students/${await searchNationalId(c.var.ctx, nationalId)}`,
      retry: (draft) => <FindByNationalId draft={draft} />,
    }),
  )
  .get("/:id/national-id", know, one, async (c) =>
    page(c, await idPage(c, { id: c.req.valid("param").id, draft: emptyDraft })),
  )
  .post("/:id/national-id", know, one, form(NationalIdForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...input }) => {
        try {
          await setNationalId(c.var.ctx, { id, version }, input);
        } catch (error) {
          const stale = error instanceof Problem && error.code === "stale";
          if (!stale || !(await isSetAlready(c.var.ctx, id, input))) throw error;
        }
        return `/students/${id}`;
      },
      flash: "students.national_id_set",
      retry: (draft) => idPage(c, { id, draft }),
      stale: (draft) => idPage(c, { id, draft, stale: true }),
    });
  })
  .post("/:id/national-id/reveal", know, stepUp(), one, form(NationalIdReveal), async (c) => {
    const { id } = c.req.valid("param");
    const revealed = await revealNationalId(c.var.ctx, id);
    return page(c, await idPage(c, { id, draft: emptyDraft, revealed }));
  });

type Shown = { id: string; draft: Draft<unknown>; stale?: boolean; revealed?: string };

async function idPage(c: Context<Env>, { id, ...rest }: Shown) {
  return <NationalIdPage student={await getStudent(c.var.ctx, id)} {...rest} />;
}
