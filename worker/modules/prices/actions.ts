import { diffOf } from "#worker/lib/audit.ts";
import { changes, commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { fieldProblem, Problem, refuseFor } from "#worker/lib/problem.ts";
import { branchesOf } from "#worker/modules/schools/mod.ts";
import type { PriceInput, ProductInput } from "./input.ts";
import { deletePrice, getProduct, insertPrice, insertProduct, updateProduct } from "./queries.ts";

const unique = { "products.school_id, products.name": ["name", "prices.name_taken"] } as const;
const school = "prices.school_list";
const about = (entityId: string) => ({ entity: "product", entityId });

/** Puts a product on the list. The id comes with the form, so sending twice makes one. */
export async function addProduct(ctx: Ctx, id: string, input: ProductInput): Promise<void> {
  await commit(ctx, {
    ...about(id),
    action: "prices.product_added",
    diff: diffOf({}, input),
    write: [insertProduct(ctx, id, input)],
    unique,
    once: true,
  });
}

/** Writes over the version that was seen. What was charged already stays as it was. */
export async function changeProduct(ctx: Ctx, seen: Seen, input: ProductInput): Promise<void> {
  const product = await getProduct(ctx, seen.id);
  const diff = diffOf<ProductInput>(product, input);
  if (!changes(product, seen, diff)) return;
  await commit(ctx, {
    ...about(seen.id),
    action: "prices.product_changed",
    diff,
    write: [updateProduct(ctx, seen, input), mustChange(ctx)],
    unique,
  });
}

/** Takes a product off the list from today, or puts it back. */
export async function closeProduct(ctx: Ctx, seen: Seen, closed: boolean): Promise<void> {
  const product = await getProduct(ctx, seen.id);
  if (closed === (product.closedOn !== null))
    refuseFor([{ code: closed ? "prices.is_closed" : "prices.is_open", source: school }]);
  const closedOn = closed ? dayOf(ctx.now) : null;
  await commit(ctx, {
    ...about(seen.id),
    action: closed ? "prices.product_closed" : "prices.product_reopened",
    diff: diffOf<{ closedOn: string | null }>(product, { closedOn }),
    write: [updateProduct(ctx, seen, { closedOn }), mustChange(ctx)],
  });
}

/**
 * Plans a price. One from today or earlier would change what was asked already, so the first price
 * alone may begin in the past.
 */
export async function planPrice(
  ctx: Ctx,
  { id: productId, once }: { id: string; once?: string | undefined },
  input: PriceInput,
): Promise<void> {
  const product = await getProduct(ctx, productId);
  if (once && product.prices.some(({ id }) => id === once)) throw new Problem(409, "already_done");
  const first = !product.prices.some((price) => price.branchId === input.branchId);
  if (input.validFrom < dayOf(ctx.now) && !first) throw fieldProblem("validFrom", "prices.begun");
  if (input.branchId !== null) await mustExist(ctx, input.branchId);
  await commit(ctx, {
    ...about(productId),
    action: "prices.price_planned",
    diff: diffOf({}, input),
    write: [
      insertPrice(ctx, productId, { ...input, id: once }),
      updateProduct(ctx, { id: productId }, {}),
      mustChange(ctx),
    ],
    unique: takenOn,
  });
}

const taken = ["validFrom", "prices.day_taken"] as const;
const takenOn = {
  "prices.school_id, prices.product_id, prices.valid_from, prices.branch_id": taken,
  "prices.school_id, prices.product_id, prices.valid_from": taken,
};

/** Takes a planned price back before it begins; afterwards it is history. */
export async function dropPrice(ctx: Ctx, productId: string, priceId: string): Promise<void> {
  const product = await getProduct(ctx, productId);
  const price = product.prices.find(({ id }) => id === priceId);
  if (!price) throw new Problem(404, "prices.not_found");
  if (price.validFrom <= dayOf(ctx.now))
    refuseFor([{ code: "prices.has_begun", source: school, params: { from: price.validFrom } }]);
  const { validFrom, priceOre } = price;
  await commit(ctx, {
    ...about(productId),
    action: "prices.price_dropped",
    diff: diffOf<{ validFrom: string | null; priceOre: number | null }>(
      { validFrom, priceOre },
      { validFrom: null, priceOre: null },
    ),
    write: [
      deletePrice(ctx, productId, priceId),
      mustChange(ctx),
      updateProduct(ctx, { id: productId }, {}),
    ],
  });
}

export async function mustExist(ctx: Ctx, branchId: string): Promise<void> {
  const open = await branchesOf(ctx);
  if (!open.some(({ id }) => id === branchId)) throw fieldProblem("branchId", "prices.no_branch");
}
