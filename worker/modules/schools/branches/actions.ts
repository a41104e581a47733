import { diffOf } from "#worker/lib/audit.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { mustBePlace } from "../queries.ts";
import type { Branch, BranchInput } from "./input.ts";
import { getBranch, insertBranch, updateBranch } from "./queries.ts";

const unique = { "branches.school_id, branches.name": ["name", "branches.name_taken"] } as const;
const about = (entityId: string) => ({ entity: "branch", entityId });

/** Opens a branch. The id comes with the form, so sending twice makes one. */
export async function openBranch(ctx: Ctx, id: string, input: BranchInput): Promise<void> {
  mustBePlace(input.postalCode);
  await commit(ctx, {
    ...about(id),
    action: "branches.opened",
    diff: diffOf({}, input),
    write: [insertBranch(ctx, id, input)],
    unique,
    once: true,
  });
}

/** Writes over the version that was seen. */
export async function changeBranch(ctx: Ctx, seen: Seen, input: BranchInput): Promise<void> {
  const branch = await getBranch(ctx, seen.id);
  const diff = diffOf<BranchInput>(branch, input);
  if (Object.keys(diff).length === 0) return; // the same form sent twice
  if (diff.postalCode) mustBePlace(input.postalCode);
  await commit(ctx, {
    ...about(seen.id),
    action: "branches.changed",
    diff,
    write: [updateBranch(ctx, seen, input), mustChange(ctx)],
    unique,
  });
}

/** Closes a branch from today: nobody new is placed there, and whoever is there stays. */
export async function closeBranch(ctx: Ctx, seen: Seen): Promise<void> {
  const branch = await getBranch(ctx, seen.id);
  if (branch.closedOn === null) await setClosed(ctx, branch, seen, dayOf(ctx.now));
}

/** Opens a closed branch again. */
export async function reopenBranch(ctx: Ctx, seen: Seen): Promise<void> {
  const branch = await getBranch(ctx, seen.id);
  if (branch.closedOn !== null) await setClosed(ctx, branch, seen, null);
}

async function setClosed(ctx: Ctx, branch: Branch, seen: Seen, closedOn: string | null) {
  await commit(ctx, {
    ...about(seen.id),
    action: closedOn ? "branches.closed" : "branches.reopened",
    diff: diffOf<Pick<Branch, "closedOn">>(branch, { closedOn }),
    write: [updateBranch(ctx, seen, { closedOn }), mustChange(ctx)],
  });
}
