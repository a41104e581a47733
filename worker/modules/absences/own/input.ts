import * as z from "zod";
import { Day, optional } from "#worker/lib/fields.ts";

export const illKinds = ["sick", "child_sick"] as const;

/** Somebody is ill from now on: until the end of today, or of a day that she names. */
export const IllInput = z.strictObject({ kind: z.enum(illKinds), to: optional(Day) });
export type IllInput = z.output<typeof IllInput>;
