/** What a product is for: bookings of the kind find it by class and step. */
export const productKinds = ["lesson", "assessment", "course", "test", "fee", "goods"] as const;
export type ProductKind = (typeof productKinds)[number];

/** What changes the price of a lesson beside its length. */
export const surchargeKinds = ["evening", "weekend", "double"] as const;
export type SurchargeKind = (typeof surchargeKinds)[number];
