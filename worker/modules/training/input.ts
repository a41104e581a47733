import * as z from "zod";
import {
  ClassCode,
  Day,
  Id,
  Instant,
  many,
  note,
  optional,
  text,
  Version,
} from "#worker/lib/fields.ts";
import { Route, StepCode } from "#worker/modules/curriculum/steps/input.ts";
import { ClassProgress, StepChange } from "#worker/modules/curriculum/why/input/progress.ts";
import { OverridableRule, PaperKind, Why } from "#worker/modules/curriculum/why/input/why.ts";

const Minutes = z.coerce.number().int().min(1).max(2000);
const Size = z.coerce.number().int().min(1).max(100);
export const recommendations = ["ready", "not_yet"] as const;
const Recommendation = z.enum(recommendations);

/** What was done of a step: JSON body, form and its constraints. */
export const RecordInput = z.strictObject({
  step: StepCode,
  onDate: Day,
  minutes: Minutes,
  /** The parts that were taken, where the step has parts. */
  themes: many(z.string().regex(/^\d\.\d$/, "not_a_choice"), 10),
  /** Who taught it; whoever records it when left out. */
  employeeId: optional(Id),
  groupSize: optional(Size),
  recommendation: optional(Recommendation),
  note: optional(note(1000)),
});
export type RecordInput = z.output<typeof RecordInput>;

/** A step taken elsewhere, or that she need not take. */
export const CreditInput = z.strictObject({ step: StepCode, onDate: Day, reason: text(500) });
export type CreditInput = z.output<typeof CreditInput>;

/** What others have decided: a licence, a permit, a test. */
export const PaperInput = z.strictObject({
  kind: PaperKind,
  classCode: optional(ClassCode),
  onDate: Day,
  until: optional(Day),
  /** Of a test: whether it was passed. */
  result: optional(z.enum(["passed", "failed"])),
  note: optional(note(1000)),
});
export type PaperInput = z.output<typeof PaperInput>;

/** A rule the academic leader sets aside for a step of one student. */
export const OverrideInput = z.strictObject({
  step: StepCode,
  rule: OverridableRule,
  reason: text(500),
});
export type OverrideInput = z.output<typeof OverrideInput>;

/** The curriculum a student follows in a class, and the way she takes. */
export const PlanInput = z.strictObject({
  version: z.iso.date("curriculum.not_a_version"),
  route: Route.default("full"),
  startedOn: Day,
});
export type PlanInput = z.output<typeof PlanInput>;
export const PlanForm = PlanInput.extend({ students: Version });

export const Withdrawal = z.strictObject({ reason: text(500) });
export type Withdrawal = z.output<typeof Withdrawal>;
export const WithdrawalForm = Withdrawal.extend({ version: Version });

/** The three kinds of row that can be taken back. */
export const rowKinds = ["records", "papers", "overrides"] as const;
export type RowKind = (typeof rowKinds)[number];
export const ByRow = z.strictObject({ id: Id, kind: z.enum(rowKinds), rowId: Id });
export const ByClass = z.strictObject({ id: Id, classCode: ClassCode });

/** Asks what speaks against a step. */
export const ByStep = z.strictObject({ id: Id, step: StepCode });
export const WhyNotQuery = z.strictObject({
  on: Day.optional(),
  minutes: Minutes.optional(),
  group: Size.optional(),
  gearbox: z.enum(["manual", "automatic"]).optional(),
  instructorId: Id.optional(),
});
export type WhyNotQuery = z.output<typeof WhyNotQuery>;
export const Reasons = z.strictObject({ on: z.iso.date(), items: z.array(Why) });

/** A move that is thought of: to which curriculum and by which way. */
export const MoveQuery = z.strictObject({
  version: z.iso.date("curriculum.not_a_version").optional().catch(undefined),
  route: Route.optional().catch(undefined),
});
export const Move = z.strictObject({
  classCode: ClassCode,
  version: z.iso.date(),
  route: Route,
  changes: z.array(StepChange),
});
export type Move = z.output<typeof Move>;

/** What a form is opened with, so that a button beside a step fills it in. */
export const Prefill = z.strictObject({
  step: StepCode.optional().catch(undefined),
  rule: OverridableRule.optional().catch(undefined),
  kind: PaperKind.optional().catch(undefined),
  class: ClassCode.optional().catch(undefined),
});

const taken = {
  by: z.string(),
  at: Instant,
  withdrawnAt: Instant.nullable(),
  withdrawnWhy: z.string().nullable(),
};

export const TrainingRecord = z.strictObject({
  id: Id,
  classCode: ClassCode,
  step: z.string(),
  minutes: z.int(),
  onDate: z.iso.date(),
  source: z.enum(["lesson", "manual", "import", "credit"]),
  themes: z.array(z.string()),
  employee: z.string().nullable(),
  groupSize: z.int().nullable(),
  recommendation: Recommendation.nullable(),
  note: z.string().nullable(),
  bookingId: z.string().nullable(),
  ...taken,
});
export type TrainingRecord = z.output<typeof TrainingRecord>;

export const TrainingPaper = z.strictObject({
  id: Id,
  kind: PaperKind,
  classCode: ClassCode.nullable(),
  onDate: z.iso.date(),
  until: z.iso.date().nullable(),
  passed: z.boolean().nullable(),
  note: z.string().nullable(),
  ...taken,
});
export type TrainingPaper = z.output<typeof TrainingPaper>;

export const TrainingOverride = z.strictObject({
  id: Id,
  classCode: ClassCode,
  step: z.string(),
  rule: z.string(),
  reason: z.string(),
  ...taken,
});
export type TrainingOverride = z.output<typeof TrainingOverride>;

/** A student's training, whole: her classes, what was done, her papers, and what was set aside. */
export const Training = z.strictObject({
  id: Id,
  number: z.int(),
  firstName: z.string(),
  lastName: z.string(),
  birthDate: z.iso.date(),
  on: z.iso.date(),
  classes: z.array(ClassProgress),
  records: z.array(TrainingRecord),
  papers: z.array(TrainingPaper),
  overrides: z.array(TrainingOverride),
  version: z.int(),
});
export type Training = z.output<typeof Training>;
export const OwnTraining = z.strictObject({ items: z.array(Training) });
