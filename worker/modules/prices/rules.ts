import { dayOf, timeOf } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { isWorkingDay } from "#worker/lib/holidays.ts";
import type { ProductKind, SurchargeKind, VatCode } from "./input.ts";

export type ProductFacts = {
  id: string;
  name: string;
  kind: ProductKind;
  classCode: ClassCode | null;
  step: string | null;
  unitMinutes: number | null;
  vatCode: VatCode;
  closedOn: string | null;
};
export type PriceFacts = {
  productId: string;
  branchId: string | null;
  validFrom: string;
  priceOre: number;
};
export type SurchargeFacts = {
  kind: SurchargeKind;
  classCode: ClassCode | null;
  branchId: string | null;
  fromTime: string | null;
  validFrom: string;
  amountOre: number;
};
export type PriceList = {
  products: readonly ProductFacts[];
  prices: readonly PriceFacts[];
  surcharges: readonly SurchargeFacts[];
};

/** What a price is asked for: a booking, planned or only thought of. */
export type Asked = {
  kind: ProductKind;
  classCode: ClassCode | null;
  step: string | null;
  branchId: string | null;
  startsAt: string;
  endsAt: string;
};

/** One step of how an amount came about; the words explain its code. */
export type Part = { code: string; ore: number; params?: Record<string, string | number> };

export type Quote = {
  product: ProductFacts;
  /** Units where the length is a whole number of them, else one of that length. */
  quantity: number;
  grossOre: number;
  parts: readonly Part[];
};

/** The product a booking is of: the closest by step, then by class. */
export function productFor(
  products: readonly ProductFacts[],
  { kind, classCode, step }: Pick<Asked, "kind" | "classCode" | "step">,
  day: string,
): ProductFacts | undefined {
  return products
    .filter(
      (product) =>
        product.kind === kind &&
        (product.closedOn === null || product.closedOn > day) &&
        (product.step === null || product.step === step) &&
        (product.classCode === null || product.classCode === classCode),
    )
    .toSorted(
      (a, b) =>
        Number(b.step !== null) - Number(a.step !== null) ||
        Number(b.classCode !== null) - Number(a.classCode !== null) ||
        a.name.localeCompare(b.name),
    )[0];
}

/** What a product costs on a day: the branch's own price where it has one, else that of all. */
export function priceOn(
  prices: readonly PriceFacts[],
  { productId, branchId, day }: { productId: string; branchId: string | null; day: string },
): PriceFacts | undefined {
  const begun = prices.filter((price) => price.productId === productId && price.validFrom <= day);
  const own = branchId === null ? [] : begun.filter((price) => price.branchId === branchId);
  return newest(own) ?? newest(begun.filter((price) => price.branchId === null));
}

/**
 * What a booking costs by the list that holds on its day, step by step. Undefined when the list has
 * no product or no price for it.
 */
export function quote(list: PriceList, asked: Asked): Quote | undefined {
  const day = dayOf(asked.startsAt);
  const product = productFor(list.products, asked, day);
  const price =
    product && priceOn(list.prices, { productId: product.id, branchId: asked.branchId, day });
  if (!product || !price) return undefined;
  const minutes = Math.round((Date.parse(asked.endsAt) - Date.parse(asked.startsAt)) / 60_000);
  const { unitMinutes } = product;
  const share = { minutes, unit: unitMinutes ?? minutes };
  const base: Part = {
    code: unitMinutes === null ? "charges.part_price" : "charges.part_base",
    ore: prorate(price.priceOre, share),
    params: {
      ...{ price: price.priceOre, from: price.validFrom },
      ...(unitMinutes === null ? {} : { minutes, unit: unitMinutes }),
    },
  };
  const more = unitMinutes === null ? [] : surchargesOn(list.surcharges, asked, share);
  const parts = [base, ...more];
  const sum = parts.reduce((total, part) => total + part.ore, 0);
  const floor: Part[] = sum < 0 ? [{ code: "charges.part_floor", ore: -sum }] : [];
  return {
    product,
    quantity: unitMinutes !== null && minutes % unitMinutes === 0 ? minutes / unitMinutes : 1,
    grossOre: Math.max(sum, 0),
    parts: [...parts, ...floor],
  };
}

type Share = { minutes: number; unit: number };

/** The price of a length by the price of a unit, to the nearest øre. */
const prorate = (ore: number, { minutes, unit }: Share) => Math.round((ore * minutes) / unit);

function surchargesOn(
  surcharges: readonly SurchargeFacts[],
  { startsAt, classCode, branchId }: Asked,
  share: Share,
): Part[] {
  const day = dayOf(startsAt);
  const rests = !isWorkingDay(day);
  const fits = (kind: SurchargeKind) =>
    surcharges.filter(
      (one) =>
        one.kind === kind &&
        one.validFrom <= day &&
        (one.classCode === null || one.classCode === classCode) &&
        (one.branchId === null || one.branchId === branchId),
    );
  const evening = closest(fits("evening"));
  const found = [
    rests ? closest(fits("weekend")) : undefined,
    !rests && evening && timeOf(startsAt) >= (evening.fromTime ?? "24:00") ? evening : undefined,
    share.minutes >= 2 * share.unit ? closest(fits("double")) : undefined,
  ];
  return found
    .filter((one) => one !== undefined)
    .filter(({ amountOre }) => amountOre !== 0)
    .map(({ kind, amountOre, validFrom, fromTime }) => ({
      code: `charges.part_${kind}`,
      ore: prorate(amountOre, share),
      params: { price: amountOre, from: validFrom, ...(fromTime ? { time: fromTime } : {}) },
    }));
}

/** Of several that fit: the branch's own before all branches, the class's own before all classes. */
function closest(all: readonly SurchargeFacts[]): SurchargeFacts | undefined {
  const rank = (one: SurchargeFacts) =>
    2 * Number(one.branchId !== null) + Number(one.classCode !== null);
  const best = Math.max(-1, ...all.map(rank));
  return newest(all.filter((one) => rank(one) === best));
}

function newest<T extends { validFrom: string }>(all: readonly T[]): T | undefined {
  return all.toSorted((a, b) => b.validFrom.localeCompare(a.validFrom))[0];
}
