import * as z from "zod";
import { Instant } from "#worker/lib/fields.ts";

/** Every setting a school has: what it may be, and what holds until the school says otherwise. */
export const catalogue = {
  /** Minutes without a click before the office must sign in again. */
  idle_minutes: { value: z.coerce.number().int().min(5).max(480), fallback: 30 },
  /** The language of mail to people who have not chosen one. */
  default_locale: { value: z.enum(["nb", "en"]), fallback: "nb" },
  /** The first student number that is given out. */
  student_number_start: { value: z.coerce.number().int().min(1).max(9_999_999), fallback: 1 },
} as const satisfies Record<string, { value: z.ZodType; fallback: string | number }>;

export type SettingKey = keyof typeof catalogue;
export type SettingValue<K extends SettingKey> = z.output<(typeof catalogue)[K]["value"]>;
export const settingKeys = Object.keys(catalogue) as SettingKey[];

export const SettingId = z.strictObject({ id: z.enum(settingKeys) });
export const SettingInput = z.strictObject({ value: z.union([z.string().max(200), z.number()]) });
/** `version` counts the values there have been: 0 before the first. */
export const SettingChange = SettingInput.extend({ version: z.coerce.number().int().min(0) });

const Held = z.strictObject({
  value: z.union([z.string(), z.number()]),
  since: Instant,
  by: z.string().nullable(),
});

/** A setting as it is, who made it so and when, and everything it was before, newest first. */
export const Setting = z.strictObject({
  id: z.enum(settingKeys),
  value: z.union([z.string(), z.number()]),
  fallback: z.union([z.string(), z.number()]),
  history: z.array(Held),
  version: z.int(),
});
export type Setting = z.output<typeof Setting>;
export const Settings = z.strictObject({ items: z.array(Setting) });
