import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { Problem } from "#worker/lib/problem.ts";
import { branches } from "#worker/modules/schools/mod.ts";
import type { PriceInput, Product, ProductInput, ProductList, ProductRow } from "./input.ts";
import { prices, products } from "./schema.ts";

const mine = (ctx: Ctx) => eq(products.schoolId, ctx.actor.schoolId);

/**
 * The general price of a product, the newest of those begun or the first of those to come. The
 * outer column is named by hand: drizzle would leave its table out, and `id` is also one of `p`.
 */
function general<T>(ctx: Ctx, column: "price_ore" | "valid_from", to: "now" | "next") {
  const day = dayOf(ctx.now);
  const begun = to === "now";
  return sql<T | null>`(select p.${sql.raw(column)} from prices p
    where p.school_id = ${ctx.actor.schoolId} and p.product_id = products.id
      and p.branch_id is null and p.valid_from ${sql.raw(begun ? "<=" : ">")} ${day}
    order by p.valid_from ${sql.raw(begun ? "desc" : "asc")} limit 1)`;
}

const columns = (ctx: Ctx) => ({
  id: products.id,
  name: products.name,
  kind: products.kind,
  classCode: products.classCode,
  step: products.step,
  unitMinutes: products.unitMinutes,
  vatCode: products.vatCode,
  closedOn: products.closedOn,
  priceOre: general<number>(ctx, "price_ore", "now"),
  nextOre: general<number>(ctx, "price_ore", "next"),
  nextFrom: general<string>(ctx, "valid_from", "next"),
  version: products.version,
});

// A price list of more is a catalogue; the limit is only a fuse.
const FUSE = 300;

/** What the school sells, with what it costs today and what it will. */
export function listProducts(ctx: Ctx, list: ProductList) {
  return ctx.db
    .select(columns(ctx))
    .from(products)
    .where(
      and(
        mine(ctx),
        (list.state === "closed" ? isNotNull : isNull)(products.closedOn),
        list.class && eq(products.classCode, list.class),
      ),
    )
    .orderBy(asc(products.classCode), asc(products.kind), asc(products.name))
    .limit(FUSE);
}

const productQuery = (ctx: Ctx, id: string) =>
  ctx.db
    .select(columns(ctx))
    .from(products)
    .where(and(mine(ctx), eq(products.id, id)));

/** Every price a product has had, has and will have, newest first, and who set it. */
const pricesOf = (ctx: Ctx, id: string) =>
  ctx.db
    .select({
      id: prices.id,
      branchId: prices.branchId,
      branch: branches.name,
      validFrom: prices.validFrom,
      priceOre: prices.priceOre,
      setAt: prices.setAt,
      setBy: sql<string | null>`(select name from users where id = ${prices.setBy})`,
    })
    .from(prices)
    .leftJoin(
      branches,
      and(eq(branches.schoolId, prices.schoolId), eq(branches.id, prices.branchId)),
    )
    .where(and(eq(prices.schoolId, ctx.actor.schoolId), eq(prices.productId, id)))
    .orderBy(desc(prices.validFrom), asc(prices.id))
    .limit(FUSE);

export async function getProduct(ctx: Ctx, id: string): Promise<Product> {
  const [[row], all] = await ctx.db.batch([productQuery(ctx, id), pricesOf(ctx, id)]);
  if (!row) throw new Problem(404, "prices.not_found");
  return { ...row, prices: all };
}

/** The products that can be chosen in a form. */
export const productChoice = (ctx: Ctx) =>
  ctx.db
    .select({
      id: products.id,
      name: products.name,
      unitMinutes: products.unitMinutes,
      priceOre: columns(ctx).priceOre,
    })
    .from(products)
    .where(and(mine(ctx), isNull(products.closedOn)))
    .orderBy(asc(products.name))
    .limit(FUSE);

// Writes are returned, not sent: commit() sends them in one batch with their audit row.

export function insertProduct(ctx: Ctx, id: string, input: ProductInput): Statement {
  return ctx.db.insert(products).values({ schoolId: ctx.actor.schoolId, id, ...input });
}

export function updateProduct(
  ctx: Ctx,
  seen: Pick<Seen, "id"> & { version?: number },
  change: ProductInput | Pick<ProductRow, "closedOn"> | Record<never, never>,
): Statement {
  const over = seen.version === undefined ? undefined : eq(products.version, seen.version);
  return ctx.db
    .update(products)
    .set({ ...change, version: sql`${products.version} + 1` })
    .where(and(mine(ctx), eq(products.id, seen.id), over));
}

export function insertPrice(
  ctx: Ctx,
  productId: string,
  { id = uuidv7(), ...input }: PriceInput & { id?: string | undefined },
): Statement {
  const { schoolId, id: setBy } = ctx.actor;
  return ctx.db.insert(prices).values({ schoolId, id, productId, ...input, setBy, setAt: ctx.now });
}

/** Takes a price away that has not begun; the caller puts mustChange() after it. */
export function deletePrice(ctx: Ctx, productId: string, id: string): Statement {
  return ctx.db
    .delete(prices)
    .where(
      and(
        eq(prices.schoolId, ctx.actor.schoolId),
        eq(prices.productId, productId),
        eq(prices.id, id),
        sql`${prices.validFrom} > ${dayOf(ctx.now)}`,
      ),
    );
}
