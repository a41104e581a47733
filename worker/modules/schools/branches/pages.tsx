import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { BranchForm, BranchList } from "#web/modules/schools/views/branches.tsx";
import { BranchInUse } from "#web/modules/schools/views/in_use.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, draftOf, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { fieldProblem } from "#worker/lib/problem.ts";
import { isUsed } from "../usage/input.ts";
import { branchUsage } from "../usage/queries.ts";
import { changeBranch, closeBranch, openBranch, reopenBranch } from "./actions.ts";
import { BranchChange, BranchClosure, BranchInput, BranchSeen } from "./input.ts";
import { getBranch, listBranches } from "./queries.ts";

const read = can("schools:read");
const write = can("schools:write");
const one = valid("param", ById);
const list = "/school/branches";

export const branchesPages = new Hono<Env>()
  .get("/", read, async (c) => page(c, <BranchList branches={await listBranches(c.var.ctx)} />))
  .get("/new", write, (c) => page(c, <BranchForm draft={emptyDraft} />))
  .post("/", write, form(BranchInput), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (input, once) => {
        await openBranch(c.var.ctx, once ?? uuidv7(), input);
        return list;
      },
      again: () => list,
      flash: "branches.opened",
      retry: (draft) => <BranchForm draft={draft} />,
    }),
  )
  .get("/:id", write, one, async (c) => {
    const branch = await getBranch(c.var.ctx, c.req.valid("param").id);
    return page(c, <BranchForm branch={branch} draft={draftOf(branch, BranchChange)} />);
  })
  .post("/:id", write, one, form(BranchChange), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...input }) => {
        await changeBranch(c.var.ctx, { id, version }, input);
        return list;
      },
      flash: "branches.changed",
      retry: async (draft) => <BranchForm branch={await getBranch(c.var.ctx, id)} draft={draft} />,
      row: { form: BranchChange, now: () => getBranch(c.var.ctx, id), at: list },
    });
  })
  .post("/:id/closure", write, one, form(BranchClosure), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, sure }) => {
        const { closedOn } = await getBranch(c.var.ctx, id);
        const asks = !sure && closedOn === null && isUsed(await branchUsage(c.var.ctx, id));
        if (asks) throw fieldProblem("sure", "branches.in_use");
        await closeBranch(c.var.ctx, { id, version });
        return list;
      },
      flash: "branches.closed",
      retry: (draft) => (draft.errors.sure ? closing(c, id, draft) : branchNow(c, id)),
      stale: () => branchNow(c, id),
    });
  })
  .post("/:id/reopening", write, one, form(BranchSeen), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await reopenBranch(c.var.ctx, { id, version });
        return list;
      },
      flash: "branches.reopened",
      retry: () => branchNow(c, id),
      stale: () => branchNow(c, id),
    });
  });

/** Who belongs to the branch, before it is closed. */
async function closing(c: Context<Env>, id: string, draft: Draft<unknown>) {
  const { ctx } = c.var;
  const [branch, usage] = [await getBranch(ctx, id), await branchUsage(ctx, id)];
  return <BranchInUse branch={branch} usage={usage} draft={draft} />;
}

/** The branch as it is now, for whoever pressed a button on an older one. */
async function branchNow(c: Context<Env>, id: string) {
  const branch = await getBranch(c.var.ctx, id);
  return <BranchForm branch={branch} draft={draftOf(branch, BranchChange)} stale />;
}
