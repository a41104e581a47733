import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { checkRegister, giveUpImport, runImport, undoImport, uploadRegister } from "./actions.ts";
import { Import, ImportList, ImportProblems, Imports, ProblemList, Upload } from "./input.ts";
import { begin, nudge } from "./jobs.ts";
import { MappingInput } from "./mapping/input.ts";
import { problemsQuery, toProblems } from "./problems/queries.ts";
import { getWork, importQuery, known, listImports, toImport } from "./queries.ts";

const one = valid("param", ById);
const run = can("imports:run");

/** An import step by step: upload, PUT mapping (the dry run), PUT run, and PUT undo. */
export const importsApi = new Hono<Env>()
  .get("/", run, valid("query", ImportList), answers(Imports), async (c) =>
    c.json(await listImports(c.var.ctx, c.req.valid("query"))),
  )
  .post("/", run, valid("json", Upload), answers(Import, 201), async (c) => {
    const { id = uuidv7(), fileName, content } = c.req.valid("json");
    const bytes = Buffer.from(content, "base64");
    await uploadRegister(c.var.ctx, id, { name: fileName, bytes });
    return send(c, id, 201);
  })
  .get("/:id", run, one, answers(Import), (c) => send(c, c.req.valid("param").id))
  .get(
    "/:id/problems",
    run,
    one,
    valid("query", ProblemList),
    answers(ImportProblems),
    async (c) => {
      const { id } = c.req.valid("param");
      const { ctx } = c.var;
      const list = c.req.valid("query");
      const [rows, found] = await ctx.db.batch([
        importQuery(ctx, id),
        problemsQuery(ctx, id, list),
      ]);
      known(rows);
      return c.json(toProblems(found, list));
    },
  )
  .put(
    "/:id/mapping",
    run,
    one,
    ifMatch(),
    valid("json", MappingInput),
    answers(Import),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await begin(c.var.ctx, await checkRegister(c.var.ctx, seen, c.req.valid("json")));
      return send(c, seen.id);
    },
  )
  .put("/:id/run", run, one, ifMatch(), answers(Import), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await begin(c.var.ctx, await runImport(c.var.ctx, seen));
    return send(c, seen.id);
  })
  .put("/:id/undo", run, one, ifMatch(), answers(Import), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await begin(c.var.ctx, await undoImport(c.var.ctx, seen));
    return send(c, seen.id);
  })
  .delete("/:id", run, one, ifMatch(), answers(Import), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await giveUpImport(c.var.ctx, seen);
    return send(c, seen.id);
  });

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const work = await getWork(c.var.ctx, id);
  nudge(c.var.ctx, work);
  const row = toImport(work);
  return c.json(row, status, { ETag: etag(row) });
}
