import * as z from "zod";
import { filter } from "#worker/lib/list.ts";

export const calendarViews = ["day", "week", "month", "agenda"] as const;
export type CalendarView = (typeof calendarViews)[number];

/** What can have a calendar of its own. A branch only narrows that of the school. */
export const resourceKinds = ["instructor", "vehicle", "room"] as const;
export type ResourceKind = (typeof resourceKinds)[number];

const Day = z.iso.date().refine((day) => day >= "2000-01-01" && day <= "2099-12-31");

/** Which part of the calendar, and whose. What nobody knows falls back. */
export const CalendarQuery = z.strictObject({
  view: filter(z.enum(calendarViews)),
  date: filter(Day),
  /** `all` is everybody, also where one's own calendar would be shown. */
  instructor: filter(z.union([z.uuid(), z.literal("all")])),
  vehicle: filter(z.uuid()),
  room: filter(z.uuid()),
  branch: filter(z.uuid()),
});
export type CalendarQuery = z.output<typeof CalendarQuery>;
