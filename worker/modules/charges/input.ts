/** Planned with its booking, due when delivered; what is let go of stays with its reason. */
export const chargeStatuses = [
  "planned",
  "due",
  "cancelled",
  "waived",
  "invoiced",
  "prepaid",
] as const;
export type ChargeStatus = (typeof chargeStatuses)[number];

export const chargeKinds = ["booking", "late_cancellation", "no_show", "manual"] as const;
export type ChargeKind = (typeof chargeKinds)[number];

/** One step of how an amount came about; the words explain its code. */
export type Part = { code: string; ore: number; params?: Record<string, string | number> };
