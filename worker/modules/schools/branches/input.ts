import * as z from "zod";
import { Id, optional, Phone, PostalCode, text, Version, yes } from "#worker/lib/fields.ts";

/** The one description of a branch's input. */
export const BranchInput = z.strictObject({
  name: text(100),
  address: optional(text(200)),
  postalCode: optional(PostalCode),
  phone: optional(Phone),
});
export type BranchInput = z.output<typeof BranchInput>;

export const BranchChange = BranchInput.extend({ version: Version });
export const BranchSeen = z.strictObject({ version: Version });
/** `sure`: whoever sends it has seen who belongs there. */
export const BranchClosure = BranchSeen.extend({ sure: yes });

/** What leaves the system about a branch. */
export const Branch = z.strictObject({
  id: Id,
  name: z.string(),
  address: z.string().nullable(),
  postalCode: z.string().nullable(),
  town: z.string().nullable(),
  phone: z.string().nullable(),
  closedOn: z.iso.date().nullable(),
  version: z.int(),
});
export type Branch = z.output<typeof Branch>;
export const Branches = z.strictObject({ items: z.array(Branch) });
