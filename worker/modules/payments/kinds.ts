import type { Account } from "#worker/modules/ledger/mod.ts";

/** How money came, and the account that it came to. */
export const methods = { bank: "bank", vipps: "bank", card: "bank", cash: "cash" } as const;
export type Method = keyof typeof methods;
export const methodCodes = Object.keys(methods) as [Method, ...Method[]];

export const accountOf = (method: Method): Account => methods[method];

/** Where an amount that settles a part of an invoice comes from. */
export const allocationSources = ["payment", "credit", "credit_note"] as const;
export type AllocationSource = (typeof allocationSources)[number];
