import * as z from "zod";
import { ClockTime, Day, Instant, note, optional, Version } from "#worker/lib/fields.ts";

/** Normal; people may read and not write; or nobody but the platform's own people come in. */
export const modes = ["normal", "read_only", "maintenance"] as const;
export type Mode = (typeof modes)[number];

const shared = {
  mode: z.enum(modes),
  messageNb: note(300).default(""),
  messageEn: note(300).default(""),
};

/** What is set. Unless it is normal, it says why in both languages. */
export const Setting = z.strictObject({ ...shared, until: optional(Instant) });
export type Setting = z.output<typeof Setting>;

/** The same as a form has it: the end as a day and a time in Norway. */
export const SettingForm = z.strictObject({
  ...shared,
  untilDay: optional(Day),
  untilTime: optional(ClockTime),
  version: Version,
});
export type SettingForm = z.output<typeof SettingForm>;

/** How the service is set, and since when; `since` is null as long as it was never set. */
export const Service = z.strictObject({
  mode: z.enum(modes),
  messageNb: z.string(),
  messageEn: z.string(),
  until: Instant.nullable(),
  since: Instant.nullable(),
  version: z.int().min(1),
});
export type Service = z.output<typeof Service>;
