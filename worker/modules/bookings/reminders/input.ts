import * as z from "zod";

export const reminderWays = ["mail", "sms", "both"] as const;
const Way = z.enum(reminderWays);
export type ReminderWay = z.output<typeof Way>;

/** How somebody wants to be reminded. */
export const ReminderInput = z.strictObject({ by: Way });
export type ReminderInput = z.output<typeof ReminderInput>;

/** How somebody is reminded of lessons at the school, and where the reminder goes. */
export const OwnReminders = z.strictObject({
  by: Way,
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** Why nothing goes by SMS; nothing when it can. */
  why: z.array(
    z.strictObject({ code: z.string(), source: z.string(), help: z.string().optional() }),
  ),
});
export type OwnReminders = z.output<typeof OwnReminders>;
