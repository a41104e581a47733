import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { Problem } from "#worker/lib/problem.ts";
import { withTown } from "../queries.ts";
import { branches } from "../schema.ts";
import type { Branch, BranchInput } from "./input.ts";

const columns = {
  id: branches.id,
  name: branches.name,
  address: branches.address,
  postalCode: branches.postalCode,
  phone: branches.phone,
  closedOn: branches.closedOn,
  version: branches.version,
};

const mine = (ctx: Ctx) => eq(branches.schoolId, ctx.actor.schoolId);

// A school has a handful; the limit is only a fuse.
const FUSE = 500;

/** The statement behind `branchesOf`, for a batch: the branches that are open, by name. */
export const openBranches = (ctx: Ctx) =>
  ctx.db
    .select({ id: branches.id, name: branches.name })
    .from(branches)
    .where(and(mine(ctx), isNull(branches.closedOn)))
    .orderBy(asc(branches.name))
    .limit(FUSE);

/** The branches that are open, for the choice in a form. */
export async function branchesOf(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  return openBranches(ctx);
}

/** Every branch, the closed ones last. */
export async function listBranches(ctx: Ctx): Promise<Branch[]> {
  const rows = await ctx.db
    .select(columns)
    .from(branches)
    .where(mine(ctx))
    .orderBy(sql`${branches.closedOn} is not null`, asc(branches.name))
    .limit(FUSE);
  return rows.map(withTown);
}

export async function getBranch(ctx: Ctx, id: string): Promise<Branch> {
  const [row] = await ctx.db
    .select(columns)
    .from(branches)
    .where(and(mine(ctx), eq(branches.id, id)));
  if (!row) throw new Problem(404, "branches.not_found");
  return withTown(row);
}

// Writes are returned, not sent.

export function insertBranch(ctx: Ctx, id: string, input: BranchInput): Statement {
  return ctx.db.insert(branches).values({ schoolId: ctx.actor.schoolId, id, ...input });
}

export function updateBranch(
  ctx: Ctx,
  seen: Seen,
  change: Partial<BranchInput> | Pick<Branch, "closedOn">,
): Statement {
  return ctx.db
    .update(branches)
    .set({ ...change, version: sql`${branches.version} + 1` })
    .where(and(mine(ctx), eq(branches.id, seen.id), eq(branches.version, seen.version)));
}
