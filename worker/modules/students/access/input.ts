import * as z from "zod";
import { Instant } from "#worker/lib/fields.ts";

/** How far a student has come towards an account of her own. */
export const accessStates = ["none", "invited", "expired", "account"] as const;

export const Access = z.strictObject({
  state: z.enum(accessStates),
  /** Whom the invitation that waits was sent to, when, and until when its link works. */
  email: z.string().nullable(),
  invitedAt: Instant.nullable(),
  until: Instant.nullable(),
});
export type Access = z.output<typeof Access>;

export const NoInput = z.strictObject({});
