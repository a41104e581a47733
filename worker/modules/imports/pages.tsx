import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { ImportPage } from "#web/modules/imports/views/import.tsx";
import { ImportTable } from "#web/modules/imports/views/list.tsx";
import { MappingPage } from "#web/modules/imports/views/mapping.tsx";
import { ProblemsPage } from "#web/modules/imports/views/problems.tsx";
import { UploadPage } from "#web/modules/imports/views/upload.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById, type Seen } from "#worker/lib/fields.ts";
import { leaveFlash } from "#worker/lib/flash.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { fieldProblem, Problem, type Reason } from "#worker/lib/problem.ts";
import {
  checkRegister,
  giveUpImport,
  retryImport,
  runImport,
  undoImport,
  uploadRegister,
  usedSince,
} from "./actions.ts";
import { ImportList, ProblemList, StepForm, UploadForm } from "./input.ts";
import { begin, nudge } from "./jobs.ts";
import { showColumns } from "./mapping/actions.ts";
import { MappingForm } from "./mapping/input.ts";
import { showProblems } from "./problems/actions.ts";
import { problemsFile } from "./problems/file.ts";
import { getWork, isWorking, listImports, toImport, type Work } from "./queries.ts";

const one = valid("param", ById);
const run = can("imports:run");
const step = form(StepForm);
// How often a page without JavaScript looks again, in seconds.
const AGAIN = "4";

export const importsPages = new Hono<Env>()
  .get("/", run, valid("query", ImportList), async (c) =>
    page(c, <ImportTable page={await listImports(c.var.ctx, c.req.valid("query"))} />),
  )
  .get("/new", run, (c) => page(c, <UploadPage draft={emptyDraft} />))
  .post("/", run, form(UploadForm), (c) => upload(c, c.req.valid("form")))
  .get("/:id", run, one, async (c) => {
    const work = await getWork(c.var.ctx, c.req.valid("param").id);
    if (work.state === "uploaded") return mapping(c, work.id);
    return show(c, work);
  })
  .get("/:id/mapping", run, one, (c) => mapping(c, c.req.valid("param").id))
  .post("/:id/mapping", run, one, form(MappingForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...input }) => {
        const work = await checkRegister(c.var.ctx, { id, version }, input);
        await begin(c.var.ctx, work);
        return `/imports/${id}`;
      },
      retry: async (draft) => <MappingPage {...(await showColumns(c.var.ctx, id))} draft={draft} />,
      stale: async (draft) => (
        <MappingPage {...(await showColumns(c.var.ctx, id))} draft={draft} stale />
      ),
    });
  })
  .post("/:id/run", run, one, step, (c) => take(c, c.req.valid("form"), runImport))
  .post("/:id/retry", run, one, step, (c) => take(c, c.req.valid("form"), retryImport))
  .post("/:id/undo", run, one, step, (c) => take(c, c.req.valid("form"), undoImport))
  .post("/:id/removal", run, one, step, (c) =>
    take(c, c.req.valid("form"), async (ctx, seen) => {
      const work = await giveUpImport(ctx, seen);
      leaveFlash(c, "imports.given_up");
      return work;
    }),
  )
  .get("/:id/problems", run, one, valid("query", ProblemList), async (c) => {
    const list = c.req.valid("query");
    const shown = await showProblems(c.var.ctx, c.req.valid("param").id, list);
    return page(c, <ProblemsPage {...shown} list={list} />);
  })
  .get("/:id/problems.csv", run, one, (c) => problemsFile(c.var.ctx, c.req.valid("param").id));

async function upload(c: Context<Env>, draft: Draft<unknown>) {
  let reasons: readonly Reason[] = [];
  return submit(c, draft, {
    save: async (_, once = uuidv7()) => {
      const { file } = await c.req.parseBody();
      if (!(file instanceof File) || file.name === "") throw fieldProblem("file", "not_a_file");
      const bytes = new Uint8Array(await file.arrayBuffer());
      await uploadRegister(c.var.ctx, once, { name: file.name, bytes }).catch((error) => {
        if (error instanceof Problem) ({ reasons } = error);
        throw error;
      });
      return `/imports/${once}`;
    },
    again: (id) => `/imports/${id}`,
    flash: "imports.uploaded",
    retry: ({ errors, ...rest }) => {
      // What is wrong stands above the form with its row; the field only points there.
      const at = reasons.length ? { file: "imports.unreadable_file" } : errors;
      return <UploadPage draft={{ ...rest, errors: at }} reasons={reasons} />;
    },
  });
}

async function mapping(c: Context<Env>, id: string) {
  const shown = await showColumns(c.var.ctx, id);
  if (!["uploaded", "checked"].includes(shown.row.state)) return c.redirect(`/imports/${id}`, 303);
  const guessed = shown.row.mapping.map((field, at) => [`c${at}`, field ?? ""]);
  const values = { ...Object.fromEntries(guessed), balance: shown.row.balance };
  return page(c, <MappingPage {...shown} draft={{ values, errors: {} }} />);
}

async function show(c: Context<Env>, work: Work) {
  nudge(c.var.ctx, work);
  const row = toImport(work);
  // Whoever was changed while it was undone is still there.
  const left = row.state === "undone" ? await usedSince(c.var.ctx, row.id) : [];
  const answer = page(c, <ImportPage row={row} left={left} />);
  if (isWorking(row) && !row.stopped) answer.headers.set("refresh", AGAIN);
  return answer;
}

/** A step that is asked for: it begins at once, and the page shows how it goes. */
async function take(
  c: Context<Env>,
  draft: Draft<{ version: number }>,
  action: (ctx: Env["Variables"]["ctx"], seen: Seen) => Promise<Work>,
) {
  const id = c.req.param("id") ?? "";
  const { ctx } = c.var;
  if (!draft.value) throw new Problem(422, "invalid", { fields: draft.errors });
  try {
    const work = await action(ctx, { id, ...draft.value });
    await begin(ctx, work);
    return c.redirect(`/imports/${id}`, 303);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const used = error.reasons.filter(({ source }) => source === "imports.undo");
    if (error.code !== "stale" && used.length === 0) throw error;
    const row = toImport(await getWork(ctx, id));
    return page(c, <ImportPage row={row} used={used} stale={used.length === 0} />, 409);
  }
}
