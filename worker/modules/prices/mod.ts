/**
 * What a school asks for its lessons, courses and fees: dated, per branch and class, with VAT.
 *
 * @module
 */
export type { Package, ProductKind, VatCode } from "./input.ts";
export { priceListQueries, productWithPrices } from "./list_queries.ts";
export { getPackage, packagesQuery, toPackages } from "./packages/queries.ts";
export { productChoice } from "./queries.ts";
export { type Part, type PriceList, priceOn, type Quote, quote } from "./rules.ts";
export { packageItems, products } from "./schema.ts";
export { splitGross, vatOn } from "./vat.ts";
