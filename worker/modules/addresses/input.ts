import * as z from "zod";
import { many, optional, text } from "#worker/lib/fields.ts";

/** The roles that a list can hold to an address: those that see other people's data. */
export const listedRoles = [
  "owner",
  "academic_leader",
  "office",
  "instructor",
  "platform_admin",
] as const;
export type ListedRole = (typeof listedRoles)[number];

// What it means is checked where it is used: an address, or a range such as 192.0.2.0/24.
const Range = text(50);

/** From where one or more roles count. */
export const NewRange = z.strictObject({
  range: Range,
  roles: many(z.enum(listedRoles)).pipe(z.array(z.enum(listedRoles)).min(1, "addresses.no_role")),
  note: optional(text(100)),
});
export type NewRange = z.output<typeof NewRange>;

/** How long a block holds, in hours; `0` until it is lifted. */
export const blockHours = ["1", "24", "168", "720", "0"] as const;

/** Whom to keep out, for how long and why. */
export const NewBlock = z.strictObject({
  address: Range,
  hours: z.enum(blockHours),
  reason: text(200),
});
export type NewBlock = z.output<typeof NewBlock>;

/** A way in past the lists, by a recovery code. */
export const OwnOpening = z.strictObject({ code: text(60), reason: text(200) });
export type OwnOpening = z.output<typeof OwnOpening>;

/** The same, by the platform for a school's owners. */
export const OwnersOpening = z.strictObject({ reason: text(200) });
export type OwnersOpening = z.output<typeof OwnersOpening>;

/** A button without fields. */
export const NoInput = z.strictObject({});

/** The page as it is shown. */
export type Lists = {
  /** From where the reader comes now. */
  own: string | undefined;
  ranges: { id: string; range: string; roles: readonly string[]; note: string | null }[];
  blocks: {
    id: string;
    range: string;
    reason: string;
    blockedAt: string;
    until: string | null;
    by: string | null;
  }[];
  openings: { id: string; reason: string; openedAt: string; until: string; by: string | null }[];
};
