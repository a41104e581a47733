import type { Ctx } from "#worker/lib/ctx.ts";
import { type PriceList, priceListQueries } from "#worker/modules/prices/mod.ts";
import type { Cost } from "./input.ts";
import { bookingCharge, type ChargeRow, packageItemsOf } from "./queries.ts";
import { type Askable, type PackageItem, priceOf } from "./rules.ts";

type Asking = Parameters<typeof priceListQueries>[1] & { studentId: string; bookingId: string };

/** The statements behind what bookings would cost a student, for a batch; `costOf` reads them. */
export const costQueries = (ctx: Ctx, { studentId, bookingId, ...asked }: Asking) =>
  [
    ...priceListQueries(ctx, asked),
    packageItemsOf(ctx, studentId),
    bookingCharge(ctx, bookingId),
  ] as const;

export type CostFacts = {
  list: PriceList;
  items: readonly PackageItem[];
  /** Of the booking that is moved: what it has taken is there again. */
  charge: ChargeRow | undefined;
};

/** What a booking would be charged with now; null when the price list has nothing for it. */
export function costOf({ list, items, charge }: CostFacts, booking: Askable): Cost | null {
  const left = charge ? items.map((item) => givenBack(item, charge)) : items;
  const { productId, grossOre, parts } = priceOf(list, left, booking);
  return productId === null ? null : { ore: grossOre, package: packageIn({ grossOre, parts }) };
}

/** What a booking has been charged with; null when nobody has said what it costs. */
export function costIn(charge: ChargedRow): Cost | null {
  const { status, kind, productId, grossOre } = charge;
  if (status === "cancelled" || status === "waived") return { ore: 0, package: null };
  if (kind === "booking" && productId === null && grossOre === 0) return null;
  return { ore: grossOre, package: packageIn(charge) };
}

export type ChargedRow = Pick<
  ChargeRow,
  "status" | "kind" | "productId" | "grossOre" | "parts" | "bookingId"
>;

/** The name of the package that the whole of it is taken from. */
function packageIn({ grossOre, parts }: Pick<ChargeRow, "grossOre" | "parts">): string | null {
  const whole = parts.find(({ code, ore }) => code === "charges.part_package" && ore === grossOre);
  const { name = "" } = whole?.params ?? {};
  return whole ? String(name) : null;
}

/** How much of its package a charge holds now. */
export function heldBy(charge: ChargeRow): number {
  const { status, studentPackageId, quantity } = charge;
  const stands = status !== "cancelled" && status !== "waived";
  return studentPackageId && packageIn(charge) !== null && stands ? quantity : 0;
}

/** What is left in a package once a charge has given back what it took. */
export const givenBack = <I extends PackageItem>(item: I, charge: ChargeRow): I =>
  item.studentPackageId === charge.studentPackageId && item.productId === charge.productId
    ? { ...item, left: item.left + heldBy(charge) }
    : item;
