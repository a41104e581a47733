import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { BulkChangeList, BulkChangePage } from "#web/modules/students/views/bulk_change.tsx";
import {
  BulkChoice,
  BulkPreviewPage,
  BulkRefused,
} from "#web/modules/students/views/bulk_preview.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { rowsOf, toRow } from "../register/queries.ts";
import { changeTogether, previewBulk, readChosen, undoTogether } from "./actions.ts";
import { type BulkField, BulkIds, BulkInput, BulkReversal, BulkSelection } from "./input.ts";
import { bulkQuery, listBulk, toBulk } from "./queries.ts";

const write = can("students:write");
const one = valid("param", ById);

/** Changes of several students at once: chosen in the list, shown, done, undone. */
export const bulkPages = new Hono<Env>()
  .get("/changes", write, async (c) =>
    page(c, <BulkChangeList changes={await listBulk(c.var.ctx)} />),
  )
  .post("/changes/preview", write, form(BulkSelection), async (c) => {
    const { value, values, errors } = c.req.valid("form");
    if (!value) {
      const chosen = errors.ids ? undefined : BulkIds.safeParse([values.ids].flat()).data;
      return chosen
        ? page(c, <BulkChoice {...(await readChosen(c.var.ctx, chosen))} errors={errors} />, 422)
        : page(c, <BulkRefused errors={errors} />, 422);
    }
    try {
      return page(c, <BulkPreviewPage {...(await previewBulk(c.var.ctx, value))} />);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 422) throw error;
      return page(c, <BulkRefused errors={error.fields} />, 422);
    }
  })
  .post("/changes", write, form(BulkInput), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (input, once = uuidv7()) => {
        await changeTogether(c.var.ctx, once, input);
        return `/students/changes/${once}`;
      },
      again: (id) => `/students/changes/${id}`,
      flash: "students.changed_together",
      retry: (draft) => <BulkRefused errors={draft.errors} />,
      stale: (draft) => shownAgain(c, draft),
    }),
  )
  .get("/changes/:id", write, one, async (c) => {
    const { ctx } = c.var;
    const change = toBulk(await bulkQuery(ctx, c.req.valid("param").id));
    const ids = change.items.map((item) => item.id);
    const rows = (await rowsOf(ctx, ids)).toSorted((a, b) => (a.sortName < b.sortName ? -1 : 1));
    return page(c, <BulkChangePage change={change} students={rows.map(toRow)} />);
  })
  .post("/changes/:id/reversal", write, one, form(BulkReversal), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async () => {
        try {
          await undoTogether(c.var.ctx, id);
        } catch (error) {
          // A second click finds it undone, which is what it asked for.
          const { undoneAt } = toBulk(await bulkQuery(c.var.ctx, id));
          if (!(error instanceof Problem) || undoneAt === null) throw error;
        }
        return `/students/changes/${id}`;
      },
      flash: "students.change_undone",
      retry: (draft) => <BulkRefused errors={draft.errors} />,
    });
  });

// Somebody changed one of them meanwhile: the same choice, over what they are now.
async function shownAgain(
  c: Context<Env>,
  draft: Draft<{ items: { id: string }[]; change: BulkField }>,
) {
  const { items = [], change = { field: "status" as const, value: null } } = draft.value ?? {};
  const ids = items.map((item) => item.id);
  return <BulkPreviewPage {...(await previewBulk(c.var.ctx, { ids, change }))} stale />;
}
