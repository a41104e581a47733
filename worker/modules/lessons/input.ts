import * as z from "zod";

/** What became of a booked lesson. */
export const outcomes = ["delivered", "no_show", "cancelled"] as const;
export const Outcome = z.enum(outcomes);
export type Outcome = z.output<typeof Outcome>;

/** What an instructor advises at the end of a stage. Advice: it never stops anybody. */
export const recommendations = ["ready", "not_yet"] as const;
export const Recommendation = z.enum(recommendations);
export type Recommendation = z.output<typeof Recommendation>;

/** How well a goal is reached, from "shown" to "on her own". */
export const levelNumbers = [1, 2, 3, 4] as const;
export type Level = (typeof levelNumbers)[number];
export type Levels = Readonly<Record<string, Level>>;
