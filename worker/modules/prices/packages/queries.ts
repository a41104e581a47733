import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { Problem } from "#worker/lib/problem.ts";
import type { Package, PackageInput } from "../input.ts";
import { packageItems, packages, products } from "../schema.ts";

const FUSE = 300;
const mine = (ctx: Ctx) => eq(packages.schoolId, ctx.actor.schoolId);

const rows = (ctx: Ctx) =>
  ctx.db
    .select({
      id: packages.id,
      name: packages.name,
      validMonths: packages.validMonths,
      closedOn: packages.closedOn,
      version: packages.version,
      productId: packageItems.productId,
      product: sql<string | null>`${products.name}`.as("product"),
      quantity: packageItems.quantity,
      unitOre: packageItems.unitOre,
    })
    .from(packages)
    .leftJoin(
      packageItems,
      and(eq(packageItems.schoolId, packages.schoolId), eq(packageItems.packageId, packages.id)),
    )
    .leftJoin(
      products,
      and(eq(products.schoolId, packages.schoolId), eq(products.id, packageItems.productId)),
    )
    .$dynamic();

type Row = Awaited<ReturnType<typeof rows>>[number];

/** Packages with what is in them; the price is the sum of that. */
export function toPackages(read: readonly Row[]): Package[] {
  return [...Map.groupBy(read, ({ id }) => id).values()].map((all) => {
    const items = all.flatMap(({ productId, product, quantity, unitOre }) =>
      productId !== null && product !== null && quantity !== null && unitOre !== null
        ? [{ productId, product, quantity, unitOre }]
        : [],
    );
    const [{ id, name, validMonths, closedOn, version }] = all as [Row];
    const priceOre = items.reduce((sum, item) => sum + item.quantity * item.unitOre, 0);
    return { id, name, validMonths, closedOn, priceOre, items, version };
  });
}

export const packagesQuery = (ctx: Ctx, { open = false } = {}) =>
  rows(ctx)
    .where(and(mine(ctx), open ? isNull(packages.closedOn) : undefined))
    .orderBy(asc(packages.name), asc(packages.id), asc(products.name))
    .limit(FUSE);

export async function getPackage(ctx: Ctx, id: string): Promise<Package> {
  const [found] = toPackages(
    await rows(ctx)
      .where(and(mine(ctx), eq(packages.id, id)))
      .orderBy(asc(products.name)),
  );
  if (!found) throw new Problem(404, "prices.not_found");
  return found;
}

export function insertPackage(ctx: Ctx, id: string, input: PackageInput): Statement {
  return ctx.db.insert(packages).values({ schoolId: ctx.actor.schoolId, id, ...input });
}

export function updatePackage(
  ctx: Ctx,
  seen: Seen,
  change: Partial<PackageInput> & { closedOn?: string | null },
): Statement {
  return ctx.db
    .update(packages)
    .set({ ...change, version: sql`${packages.version} + 1` })
    .where(and(mine(ctx), eq(packages.id, seen.id), eq(packages.version, seen.version)));
}

type Item = { packageId: string; productId: string; quantity: number; unitOre: number };

export function putItem(ctx: Ctx, { quantity, unitOre, ...of }: Item): Statement {
  return ctx.db
    .insert(packageItems)
    .values({ schoolId: ctx.actor.schoolId, ...of, quantity, unitOre })
    .onConflictDoUpdate({
      target: [packageItems.schoolId, packageItems.packageId, packageItems.productId],
      set: { quantity, unitOre },
    });
}

export function deleteItem(ctx: Ctx, packageId: string, productId: string): Statement {
  return ctx.db
    .delete(packageItems)
    .where(
      and(
        eq(packageItems.schoolId, ctx.actor.schoolId),
        eq(packageItems.packageId, packageId),
        eq(packageItems.productId, productId),
      ),
    );
}
