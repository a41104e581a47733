import * as z from "zod";
import { BankAccount } from "#worker/lib/bank_account.ts";
import { ClockTime, Instant } from "#worker/lib/fields.ts";

/** Phones show eleven letters and digits, none of them æ, ø or å; digits alone would be a number. */
const SmsSender = z
  .string()
  .trim()
  .max(11)
  .regex(/^$|^(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9 ]*$/, "schools.no_sender");

const upTo = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** Every setting a school has: what it may be, and what holds until the school says otherwise. */
export const catalogue = {
  /** Minutes without a click before the office must sign in again. */
  idle_minutes: { value: z.coerce.number().int().min(5).max(480), fallback: 30 },
  /** The language of mail to people who have not chosen one. */
  default_locale: { value: z.enum(["nb", "en"]), fallback: "nb" },
  /** The first student number that is given out. */
  student_number_start: { value: z.coerce.number().int().min(1).max(9_999_999), fallback: 1 },
  /** How the deadline for calling off a lesson is counted: hours before it, or working days. */
  cancel_unit: { value: z.enum(["hours", "working_days"]), fallback: "hours" },
  cancel_hours: { value: upTo(0, 336), fallback: 24 },
  cancel_working_days: { value: upTo(1, 20), fallback: 1 },
  /** The time of day at which a deadline in working days ends. */
  cancel_by: { value: ClockTime, fallback: "12:00" },
  /** Whether students book for themselves: not, with their own instructor, or with anybody. */
  self_booking: { value: z.enum(["off", "own", "any"]), fallback: "own" },
  self_booking_ahead_days: { value: upTo(1, 365), fallback: 42 },
  self_booking_notice_hours: { value: upTo(0, 336), fallback: 24 },
  /** Lessons ahead that a student may have at once. */
  self_booking_open: { value: upTo(1, 50), fallback: 4 },
  self_booking_minutes: { value: upTo(30, 240), fallback: 45 },
  /** Minutes a time is kept for whoever is about to confirm it. */
  hold_minutes: { value: upTo(1, 60), fallback: 10 },
  /** Minutes of driving that an instructor has before and after each lesson. */
  travel_minutes: { value: upTo(0, 120), fallback: 0 },
  reminders: { value: z.enum(["on", "off"]), fallback: "on" },
  /** Who is reminded by SMS: nobody, those who want it or have no address, or whoever has a phone. */
  reminder_sms: { value: z.enum(["off", "chosen", "everyone"]), fallback: "off" },
  /** What stands as the sender of an SMS; empty is that of the whole deployment. */
  sms_sender: { value: SmsSender, fallback: "" },
  /** Whether students are written to when the school books, moves or calls off their lessons. */
  lesson_news: { value: z.enum(["on", "off"]), fallback: "on" },
  /** Percent of its price that a lesson costs which is called off late, or that nobody came to. */
  late_cancel_percent: { value: upTo(0, 100), fallback: 100 },
  no_show_percent: { value: upTo(0, 100), fallback: 100 },
  /** Days from the issue of an invoice until it is due. */
  invoice_days: { value: upTo(0, 90), fallback: 14 },
  /** The number that the school's first invoice here gets; later it says nothing any more. */
  invoice_number_start: { value: upTo(1, 90_000_000), fallback: 1 },
  /** The account that invoices are paid to. */
  invoice_account: { value: BankAccount, fallback: "" },
  /** Years after the last lesson for which a student who has left is kept. */
  keep_years: { value: upTo(1, 15), fallback: 3 },
  /** What happens then: she is listed for erasing, or erased a month later. */
  when_over: { value: z.enum(["list", "erase"]), fallback: "list" },
  /** Whether the organisation number has MVA after it, and Foretaksregisteret stands beneath. */
  vat_registered: { value: z.enum(["yes", "no"]), fallback: "no" },
  company_register: { value: z.enum(["yes", "no"]), fallback: "no" },
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
