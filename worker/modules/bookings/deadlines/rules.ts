import { HOUR, shift } from "#worker/lib/clock.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { isWorkingDay } from "#worker/lib/holidays.ts";
import type { SettingValue } from "#worker/modules/schools/mod.ts";

/** The settings that decide what may be booked, called off and by whom. */
export const bookingKeys = [
  "cancel_unit",
  "cancel_hours",
  "cancel_working_days",
  "cancel_by",
  "self_booking",
  "self_booking_ahead_days",
  "self_booking_notice_hours",
  "self_booking_open",
  "self_booking_minutes",
  "hold_minutes",
  "travel_minutes",
  "reminders",
  "late_cancel_percent",
  "no_show_percent",
] as const;
export type BookingRules = { [K in (typeof bookingKeys)[number]]: SettingValue<K> };

type Deadline = Pick<
  BookingRules,
  "cancel_unit" | "cancel_hours" | "cancel_working_days" | "cancel_by"
>;

/** The last instant at which a lesson may be called off for nothing. */
export function cancelBy(startsAt: string, rules: Deadline): string {
  if (rules.cancel_unit === "hours") return shift(startsAt, -rules.cancel_hours * HOUR);
  let day = dayOf(startsAt);
  for (let left = rules.cancel_working_days; left > 0; ) {
    day = addDays(day, -1);
    if (isWorkingDay(day)) left--;
  }
  return instantAt(day, rules.cancel_by);
}

/** Reasons for which nobody pays, however late they come: illness, and what the school causes. */
const excused = ["student_ill", "instructor_ill", "vehicle", "weather", "school"];

/** Whether calling off now, for that reason, is late by the school's rules. */
export function isLate(
  { startsAt, reason, now }: { startsAt: string; reason: string; now: string },
  rules: Deadline,
): boolean {
  return !excused.includes(reason) && now > cancelBy(startsAt, rules);
}
