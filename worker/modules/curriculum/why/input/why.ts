import * as z from "zod";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Route } from "../../steps/input.ts";

/** Papers that others have issued and that rules ask for. */
export const paperKinds = [
  "licence",
  "practice_permit",
  "application",
  "health",
  "theory_test",
  "practical_test",
] as const;
export const PaperKind = z.enum(paperKinds);
export type PaperKind = z.output<typeof PaperKind>;

/** The rules an academic leader may set aside for one student and one step, with a reason. */
export const overridable = ["order", "stage", "track_first", "basic_first", "wait"] as const;
export const OverridableRule = z.enum(overridable);

/** A reason against a step: what it rests on, how much it weighs, and what would change it. */
export const Why = z.strictObject({
  code: z.string(),
  source: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** A code of the words: what helps. */
  help: z.string(),
  rule: z.string(),
  /** A warning is shown and stops nothing. */
  weight: z.enum(["refuse", "warn"]),
  overridable: z.boolean(),
  /** Why the academic leader has set the rule aside; then it only warns. */
  overridden: z.string().nullable(),
});
export type Why = z.output<typeof Why>;

/** Something she has done of a step, is credited with, or has booked. */
export type Done = {
  step: string;
  minutes: number;
  on: string;
  source: "lesson" | "manual" | "import" | "credit" | "planned";
  themes: readonly string[];
  recommendation: "ready" | "not_yet" | null;
  /** The lesson it was recorded of. */
  bookingId?: string | null | undefined;
};
export type Paper = {
  kind: PaperKind;
  classCode: ClassCode | null;
  on: string;
  until: string | null;
  passed: boolean | null;
};
type Plan = {
  classCode: ClassCode;
  version: string;
  route: z.output<typeof Route>;
  startedOn: string;
};

/** All that the rules know of a student. */
export type Facts = {
  birthDate: string;
  /** She has finished or quit. */
  left: boolean;
  classes: readonly ClassCode[];
  automaticOnly: readonly ClassCode[];
  /** The classes the school offers; empty where it has not said. */
  offered: readonly ClassCode[];
  plans: readonly Plan[];
  records: readonly Done[];
  /** What is booked and not done yet: it lets later steps be booked after it. */
  planned?: readonly Done[];
  papers: readonly Paper[];
  overrides: readonly { step: string; rule: string; reason: string }[];
};

/** The days an instructor's approval for a class holds. */
export type Approved = { classCode: ClassCode; approvedFrom: string; approvedTo: string | null };

/** When and how a step is to be taken; what is left out is not judged. */
export type Occasion = {
  on: string;
  minutes?: number | undefined;
  /** How many students at once. */
  group?: number | undefined;
  gearbox?: "manual" | "automatic" | undefined;
  /** What the instructor is approved for. */
  approvals?: readonly Approved[] | undefined;
};
