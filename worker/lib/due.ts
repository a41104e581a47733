import * as z from "zod";

const DAY = 86_400_000;

/** How near an end is before people are told, in days, and how loudly. The nearest step counts. */
export const dueSteps = [
  { within: -1, level: "overdue" },
  { within: 7, level: "urgent" },
  { within: 30, level: "near" },
  { within: 60, level: "soon" },
] as const satisfies readonly { within: number; level: string }[];

/** Nothing that ends later than this many days from now is worth a word. */
export const HORIZON = Math.max(...dueSteps.map((step) => step.within));

/** Something that runs out, or has: its last good day, and how many days are left of it. */
export const Due = z.strictObject({
  on: z.iso.date(),
  days: z.int(),
  level: z.enum(dueSteps.map((step) => step.level)),
});
export type Due = z.output<typeof Due>;

/** Whether a last day is near enough to tell people, counted from today. */
export function dueOf(on: string | null, today: string): Due | null {
  if (!on) return null;
  const days = Math.round((Date.parse(on) - Date.parse(today)) / DAY);
  const step = dueSteps.find(({ within }) => days <= within);
  return step ? { on, days, level: step.level } : null;
}
