import { diffOf } from "#worker/lib/audit.ts";
import { changes, commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { fieldProblem, Problem, refuseFor } from "#worker/lib/problem.ts";
import type { PackageInput } from "../input.ts";
import { productWithPrices } from "../list_queries.ts";
import { deleteItem, getPackage, insertPackage, putItem, updatePackage } from "./queries.ts";

const unique = { "packages.school_id, packages.name": ["name", "prices.name_taken"] } as const;
const about = (entityId: string) => ({ entity: "package", entityId });

/** Offers a package. What is in it is said next; the id comes with the form. */
export async function addPackage(ctx: Ctx, id: string, input: PackageInput): Promise<void> {
  await commit(ctx, {
    ...about(id),
    action: "prices.package_added",
    diff: diffOf({}, input),
    write: [insertPackage(ctx, id, input)],
    unique,
    once: true,
  });
}

/** Writes over the version that was seen. What was sold already stays as it was sold. */
export async function changePackage(ctx: Ctx, seen: Seen, input: PackageInput): Promise<void> {
  const before = await getPackage(ctx, seen.id);
  const diff = diffOf<PackageInput>(before, input);
  if (!changes(before, seen, diff)) return;
  await commit(ctx, {
    ...about(seen.id),
    action: "prices.package_changed",
    diff,
    write: [updatePackage(ctx, seen, input), mustChange(ctx)],
    unique,
  });
}

/** Takes a package off the list from today, or puts it back. */
export async function closePackage(ctx: Ctx, seen: Seen, closed: boolean): Promise<void> {
  const before = await getPackage(ctx, seen.id);
  if (closed === (before.closedOn !== null))
    refuseFor([
      { code: closed ? "prices.is_closed" : "prices.is_open", source: "prices.school_list" },
    ]);
  const closedOn = closed ? dayOf(ctx.now) : null;
  await commit(ctx, {
    ...about(seen.id),
    action: closed ? "prices.package_closed" : "prices.package_reopened",
    diff: diffOf<{ closedOn: string | null }>(before, { closedOn }),
    write: [updatePackage(ctx, seen, { closedOn }), mustChange(ctx)],
  });
}

type Item = { productId: string; quantity: number; unitOre: number };

/** Says how many of a product a package holds, and what one of them costs in it. */
export async function putPackageItem(ctx: Ctx, seen: Seen, item: Item): Promise<void> {
  const before = await getPackage(ctx, seen.id);
  if (!(await productWithPrices(ctx, item.productId)))
    throw fieldProblem("productId", "prices.no_product");
  const was = before.items.find(({ productId }) => productId === item.productId) ?? {};
  const diff = diffOf<Item>(was, item);
  if (!changes(before, seen, diff)) return;
  await commit(ctx, {
    ...about(seen.id),
    action: "prices.package_filled",
    diff,
    write: [
      updatePackage(ctx, seen, {}),
      mustChange(ctx),
      putItem(ctx, { ...item, packageId: seen.id }),
    ],
  });
}

/** Takes a product out of a package. */
export async function dropPackageItem(ctx: Ctx, seen: Seen, productId: string): Promise<void> {
  const before = await getPackage(ctx, seen.id);
  const item = before.items.find((one) => one.productId === productId);
  if (!item) throw new Problem(404, "prices.not_found");
  await commit(ctx, {
    ...about(seen.id),
    action: "prices.package_emptied",
    diff: diffOf<Partial<Record<keyof Item, unknown>>>(item, { quantity: null }),
    write: [
      updatePackage(ctx, seen, {}),
      mustChange(ctx),
      deleteItem(ctx, seen.id, productId),
      mustChange(ctx),
    ],
  });
}
