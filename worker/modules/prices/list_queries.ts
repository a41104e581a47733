import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import { MINUTE, shift } from "#worker/lib/clock.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { QuoteQuery } from "./input.ts";
import { type Asked, quote } from "./rules.ts";
import { prices, products, surcharges } from "./schema.ts";
import { splitGross, VAT_SINCE, vatOn } from "./vat.ts";

const product = {
  id: products.id,
  name: products.name,
  kind: products.kind,
  classCode: products.classCode,
  step: products.step,
  unitMinutes: products.unitMinutes,
  vatCode: products.vatCode,
  closedOn: products.closedOn,
};

/** The three statements behind a price, for a batch. */
export function priceListQueries(
  ctx: Ctx,
  { kind, classCode, branchId, startsAt }: Omit<Asked, "endsAt" | "step">,
) {
  const { schoolId } = ctx.actor;
  const day = dayOf(startsAt);
  const here = and(
    eq(products.schoolId, schoolId),
    eq(products.kind, kind),
    classCode === null
      ? isNull(products.classCode)
      : or(isNull(products.classCode), eq(products.classCode, classCode)),
  );
  return [
    ctx.db.select(product).from(products).where(here),
    ctx.db
      .select({
        productId: prices.productId,
        branchId: prices.branchId,
        validFrom: prices.validFrom,
        priceOre: prices.priceOre,
      })
      .from(prices)
      .innerJoin(products, and(eq(products.id, prices.productId), here))
      .where(
        and(
          eq(prices.schoolId, schoolId),
          lte(prices.validFrom, day),
          or(isNull(prices.branchId), eq(prices.branchId, sql`${branchId}`)),
        ),
      ),
    ctx.db
      .select({
        kind: surcharges.kind,
        classCode: surcharges.classCode,
        branchId: surcharges.branchId,
        fromTime: surcharges.fromTime,
        validFrom: surcharges.validFrom,
        amountOre: surcharges.amountOre,
      })
      .from(surcharges)
      .where(and(eq(surcharges.schoolId, schoolId), lte(surcharges.validFrom, day))),
  ] as const;
}

/** A product that is still sold, with all its prices. */
export async function productWithPrices(ctx: Ctx, id: string) {
  const { schoolId } = ctx.actor;
  const [[found], all] = await ctx.db.batch([
    ctx.db
      .select(product)
      .from(products)
      .where(and(eq(products.schoolId, schoolId), eq(products.id, id), isNull(products.closedOn))),
    ctx.db
      .select({
        productId: prices.productId,
        branchId: prices.branchId,
        validFrom: prices.validFrom,
        priceOre: prices.priceOre,
      })
      .from(prices)
      .where(and(eq(prices.schoolId, schoolId), eq(prices.productId, id))),
  ]);
  return found && { product: found, prices: all };
}

/** What something would cost by the list. */
export async function quoteFor(ctx: Ctx, { minutes, startsAt, ...what }: QuoteQuery) {
  const start = startsAt ?? ctx.now;
  if (dayOf(start) < VAT_SINCE) return { quote: null };
  const asked = { ...what, startsAt: start, endsAt: shift(start, minutes * MINUTE) };
  const [found, costs, more] = await ctx.db.batch([...priceListQueries(ctx, asked)]);
  const told = quote({ products: found, prices: costs, surcharges: more }, asked);
  if (!told) return { quote: null };
  const { product: of, quantity, grossOre, parts } = told;
  const split = splitGross(grossOre, vatOn(of.vatCode, dayOf(start)).rate);
  return {
    quote: { productId: of.id, product: of.name, quantity, vatCode: of.vatCode, ...split, parts },
  };
}
