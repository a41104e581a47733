import * as z from "zod";
import {
  ClassCode,
  ClockTime,
  Day,
  Id,
  Instant,
  optional,
  text,
  Version,
} from "#worker/lib/fields.ts";
import { filter } from "#worker/lib/list.ts";
import { Kroner, KronerEitherWay, MOST_ORE, Ore } from "#worker/lib/money.ts";

/** How a sale is treated for VAT. Which one a product has is the school's to say. */
export const vatCodes = ["exempt_education", "standard", "zero", "outside"] as const;
export type VatCode = (typeof vatCodes)[number];

/** What a product is for: bookings of the kind find it by class and step. */
export const productKinds = ["lesson", "assessment", "course", "test", "fee", "goods"] as const;
export type ProductKind = (typeof productKinds)[number];

/** What changes the price of a lesson beside its length. */
export const surchargeKinds = ["evening", "weekend", "double"] as const;
export type SurchargeKind = (typeof surchargeKinds)[number];

/** The one description of a product's input: JSON body, HTML form and its constraints. */
export const ProductInput = z.strictObject({
  name: text(80),
  kind: z.enum(productKinds),
  classCode: optional(ClassCode),
  /** A step of the curriculum; without it the product is for all of them. */
  step: optional(
    z
      .string()
      .max(60)
      .regex(/^[\w.-]+$/, "prices.step_format"),
  ),
  /** The minutes that its price is for; without them the length does not matter. */
  unitMinutes: optional(z.coerce.number().int().min(5).max(1440)),
  vatCode: z.enum(vatCodes),
});
export type ProductInput = z.output<typeof ProductInput>;
export const ProductChange = ProductInput.extend({ version: Version });
export const PriceSeen = z.strictObject({ version: Version });

const when = { branchId: optional(Id), validFrom: Day };
/** A price from a day on; with VAT, as a consumer is told it. */
export const PriceInput = z.strictObject({ ...when, priceOre: Ore });
export type PriceInput = z.output<typeof PriceInput>;
export const PriceForm = z.strictObject({ ...when, price: Kroner });
export const ByPrice = z.strictObject({ id: Id, priceId: Id });

const scope = {
  kind: z.enum(surchargeKinds),
  classCode: optional(ClassCode),
  branchId: optional(Id),
  fromTime: optional(ClockTime),
  validFrom: Day,
};
const EitherWay = z
  .number()
  .int("money.decimals")
  .min(-MOST_ORE, "money.too_much")
  .max(MOST_ORE, "money.too_much");
/** What a unit costs more or less from a day on; nought ends it. */
export const SurchargeInput = z.strictObject({ ...scope, amountOre: EitherWay });
export type SurchargeInput = z.output<typeof SurchargeInput>;
export const SurchargeForm = z.strictObject({ ...scope, amount: KronerEitherWay });

const PriceLine = z.strictObject({
  id: Id,
  branchId: Id.nullable(),
  branch: z.string().nullable(),
  validFrom: z.iso.date(),
  priceOre: z.int(),
  setAt: Instant,
  setBy: z.string().nullable(),
});
export type PriceLine = z.output<typeof PriceLine>;

/** A product as a list shows it: what it costs today everywhere, and what it will. */
export const ProductRow = z.strictObject({
  id: Id,
  name: z.string(),
  kind: z.enum(productKinds),
  classCode: ClassCode.nullable(),
  step: z.string().nullable(),
  unitMinutes: z.int().nullable(),
  vatCode: z.enum(vatCodes),
  closedOn: z.iso.date().nullable(),
  priceOre: z.int().nullable(),
  nextOre: z.int().nullable(),
  nextFrom: z.iso.date().nullable(),
  version: z.int(),
});
export type ProductRow = z.output<typeof ProductRow>;
export const ProductRows = z.strictObject({ items: z.array(ProductRow) });
export const Product = ProductRow.extend({ prices: z.array(PriceLine) });
export type Product = z.output<typeof Product>;
export const ProductList = z.strictObject({
  class: filter(ClassCode),
  state: filter(z.literal("closed")),
});
export type ProductList = z.output<typeof ProductList>;

export const SurchargeLine = z.strictObject({
  id: Id,
  kind: z.enum(surchargeKinds),
  classCode: ClassCode.nullable(),
  branchId: Id.nullable(),
  branch: z.string().nullable(),
  fromTime: z.string().nullable(),
  validFrom: z.iso.date(),
  amountOre: z.int(),
  setAt: Instant,
});
export type SurchargeLine = z.output<typeof SurchargeLine>;
export const Surcharges = z.strictObject({ items: z.array(SurchargeLine) });

export const PackageInput = z.strictObject({
  name: text(80),
  validMonths: z.coerce.number().int().min(1).max(120),
});
export type PackageInput = z.output<typeof PackageInput>;
export const PackageChange = PackageInput.extend({ version: Version });
const quantity = z.coerce.number().int().min(1).max(1000);
export const PackageItemInput = z.strictObject({ quantity, unitOre: Ore });
export const PackageItemForm = z.strictObject({
  productId: Id,
  quantity,
  unit: Kroner,
  version: Version,
});
export const ByItem = z.strictObject({ id: Id, productId: Id });

const PackageItem = z.strictObject({
  productId: Id,
  product: z.string(),
  quantity: z.int(),
  unitOre: z.int(),
});
export const Package = z.strictObject({
  id: Id,
  name: z.string(),
  validMonths: z.int(),
  closedOn: z.iso.date().nullable(),
  priceOre: z.int(),
  items: z.array(PackageItem),
  version: z.int(),
});
export type Package = z.output<typeof Package>;
export const Packages = z.strictObject({ items: z.array(Package) });

/** What a lesson or course would cost: from now, and for 45 minutes, when nothing else is said. */
export const QuoteQuery = z.strictObject({
  kind: z.enum(["lesson", "assessment", "course", "test"]).default("lesson"),
  classCode: optional(ClassCode),
  step: optional(z.string().max(60)),
  branchId: optional(Id),
  startsAt: optional(Instant),
  minutes: z.coerce.number().int().min(5).max(1440).default(45),
});
export type QuoteQuery = z.output<typeof QuoteQuery>;
const Part = z.strictObject({
  code: z.string(),
  ore: z.int(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
const Quote = z.strictObject({
  productId: Id,
  product: z.string(),
  quantity: z.int(),
  vatCode: z.enum(vatCodes),
  netOre: z.int(),
  vatOre: z.int(),
  grossOre: z.int(),
  parts: z.array(Part).readonly(),
});
/** The price step by step; null when the list has none for it. */
export const Quoted = z.strictObject({ quote: Quote.nullable() });
export type Quoted = z.output<typeof Quoted>;

/** A button that says all by its address. */
export const NoFields = z.strictObject({});
