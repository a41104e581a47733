import * as z from "zod";
import { ClassCode, Day } from "#worker/lib/fields.ts";

/** What must be in place before training for a class ends in a licence. */
export const Need = z.enum(["tgk", "tgk_or_licence", "health", "B", "C1", "C", "D1", "D"]);

/** One licence class as the law has it from a day on. */
export const LicenceClass = z.strictObject({
  code: ClassCode,
  validFrom: z.iso.date(),
  kind: z.enum(["moped", "motorcycle", "car", "trailer", "snowmobile", "tractor", "lorry", "bus"]),
  minAge: z.int(),
  /** A younger age for whoever has held another class for some years. */
  sooner: z.strictObject({ age: z.int(), holding: ClassCode, years: z.int() }).nullable(),
  /** Practice driving from this age; null where only holders of another class may. */
  practiceAge: z.int().nullable(),
  needs: z.array(Need),
  theoryTest: z.boolean(),
  /** The theory test is open this many months before the age. */
  theoryMonthsBefore: z.int(),
  practicalTest: z.boolean(),
  source: z.string(),
  /** False where an academic leader must check the numbers against the law first. */
  verified: z.boolean(),
  /** A school may offer it. What nobody has checked is switched off. */
  available: z.boolean(),
});
export type LicenceClass = z.output<typeof LicenceClass>;

export const LicenceClasses = z.strictObject({ on: z.iso.date(), items: z.array(LicenceClass) });
export const OnDay = z.strictObject({ on: Day.optional() });

/** The steps on the way to a licence that an age opens. */
export const stepNames = ["tgk", "practice", "theory", "test"] as const;

/** One step: from which day, at which age, and whether that day has come. */
export type Step = {
  name: (typeof stepNames)[number];
  age: number;
  from: string;
  open: boolean;
  source: string;
};
