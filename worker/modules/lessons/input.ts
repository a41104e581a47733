import * as z from "zod";
import { ClassCode, Id, Instant, many, note, optional, text, Version } from "#worker/lib/fields.ts";
import { Cursor } from "#worker/lib/list.ts";
import { BookingKind, CancelReason } from "#worker/modules/bookings/input.ts";
import { StepCode } from "#worker/modules/curriculum/steps/input.ts";
import { Why } from "#worker/modules/curriculum/why/input/why.ts";
import { goalCodes } from "./goals/input.ts";

/** What became of a booked lesson. */
export const outcomes = ["delivered", "no_show", "cancelled"] as const;
export const Outcome = z.enum(outcomes);
export type Outcome = z.output<typeof Outcome>;

/** What an instructor advises at the end of a stage. Advice: it never stops anybody. */
export const recommendations = ["ready", "not_yet"] as const;
export const Recommendation = z.enum(recommendations);
export type Recommendation = z.output<typeof Recommendation>;

/** How well a goal is reached: shown, with help, with little help, alone. */
export const levelNumbers = [1, 2, 3, 4] as const;
export type Level = (typeof levelNumbers)[number];
export type Levels = Readonly<Record<string, Level>>;

const Level = z.literal(levelNumbers);
// Goals that nobody said anything about are left out; which of them fit, the lesson's step knows.
const LevelsByGoal = z.record(z.string().regex(/^[a-z_]{2,30}$/, "not_a_choice"), Level);

const attested = {
  outcome: Outcome,
  /** Minutes that were given; what was booked when left out. */
  minutes: optional(z.coerce.number().int().min(1).max(960)),
  /** The step of the curriculum, for a booking that names none. */
  step: optional(StepCode),
  /** The parts of a course that were gone through. */
  themes: many(z.string().regex(/^\d\.\d$/, "not_a_choice"), 10),
  note: optional(note(2000)),
  cancelReason: optional(CancelReason),
  recommendation: optional(Recommendation),
  /** Why what was attested before was wrong. */
  reason: optional(text(500)),
};

/** What an instructor says of a lesson afterwards: the JSON body. */
export const Attestation = z.strictObject({ ...attested, levels: LevelsByGoal.default({}) });
export type Attestation = z.output<typeof Attestation>;

/** The name of a goal's field in a form: one group of radio buttons each. */
export const goalField = (goal: string) => `goal_${goal}`;

const LevelText = optional(
  z
    .enum(["1", "2", "3", "4"])
    .transform((typed) => Number(typed))
    .pipe(Level),
);
const goalFields = Object.fromEntries(goalCodes.map((goal) => [goalField(goal), LevelText]));

const levelsIn = (fields: Readonly<Record<string, unknown>>): Levels =>
  Object.fromEntries(
    goalCodes.flatMap((goal) => {
      const level = Level.safeParse(fields[goalField(goal)]);
      return level.success ? [[goal, level.data]] : [];
    }),
  );

/** The same as a form sends it, with the version that was shown. */
export const AttestationForm = z.strictObject({ ...attested, ...goalFields, version: Version });

/** What was said in a form. */
export function attestationIn(form: z.output<typeof AttestationForm>): Attestation {
  const { outcome, minutes, step, themes, note, cancelReason, recommendation, reason } = form;
  const said = { outcome, minutes, step, themes, note, cancelReason, recommendation, reason };
  return { ...said, levels: levelsIn(form) };
}

/** How a student sees herself at the end of a stage. */
export const SelfInput = z.strictObject({
  levels: LevelsByGoal.default({}),
  note: optional(note(2000)),
});
export type SelfInput = z.output<typeof SelfInput>;
export const SelfForm = z.strictObject({
  ...goalFields,
  note: optional(note(2000)),
  version: z.coerce.number().int().min(0),
});
export const selfIn = (form: z.output<typeof SelfForm>): SelfInput => ({
  levels: levelsIn(form),
  note: form.note,
});

/** What a student does not agree with. */
export const Objection = z.strictObject({ objection: text(500) });
export const ObjectionForm = Objection.extend({ version: Version });
export const SignatureForm = z.strictObject({ version: Version });

const name = z.string().nullable();

/** One version of what was attested. */
export const Attested = z.strictObject({
  version: z.int(),
  outcome: Outcome,
  minutes: z.int(),
  startsAt: Instant,
  classCode: ClassCode.nullable(),
  step: name,
  themes: z.array(z.string()),
  levels: z.record(z.string(), Level),
  note: name,
  cancelReason: CancelReason.nullable(),
  recommendation: Recommendation.nullable(),
  reason: name,
  attestedBy: name,
  attestedAt: Instant,
  /** When a correction took its place. */
  supersededAt: Instant.nullable(),
  signedAt: Instant.nullable(),
  objectedAt: Instant.nullable(),
  objection: name,
});
export type Attested = z.output<typeof Attested>;

export const SelfAssessment = z.strictObject({
  levels: z.record(z.string(), Level),
  note: name,
  at: Instant,
  version: z.int(),
});
export type SelfAssessment = z.output<typeof SelfAssessment>;

const booked = {
  id: Id,
  kind: BookingKind,
  startsAt: Instant,
  endsAt: Instant,
  classCode: ClassCode.nullable(),
  step: name,
  studentId: Id,
  student: z.string(),
  instructorId: Id.nullable(),
  instructor: name,
  /** The booking's: whoever attests writes over it. */
  version: z.int(),
};

/** A lesson as the staff sees it: what was booked, and what was attested of it. */
export const Lesson = z.strictObject({
  ...booked,
  status: z.enum(["held", "booked", "cancelled", "done", "no_show"]),
  vehicle: name,
  title: name,
  /** Whoever asks is its instructor. */
  own: z.boolean(),
  /** What holds now; the versions that it replaced, newest first. */
  attested: Attested.nullable(),
  history: z.array(Attested),
  selfAssessment: SelfAssessment.nullable(),
  /** What can be said of it: goals of its stage, parts of its step, steps where it has none. */
  goals: z.array(z.string()),
  parts: z.array(z.string()),
  steps: z.array(z.string()),
  /** How well each goal was reached when it was last spoken of. */
  before: z.record(z.string(), Level),
  /** What the curriculum had against it on its day: it was given all the same. */
  warnings: z.array(Why),
});
export type Lesson = z.output<typeof Lesson>;

/** A lesson that somebody must still do something about. */
export const Waiting = z.strictObject({ ...booked, objection: name });
export type Waiting = z.output<typeof Waiting>;
export const Inbox = z.strictObject({
  /** Her own, and what students do not agree with. */
  own: z.array(Waiting),
  objected: z.array(Waiting),
  others: z.array(Waiting),
  after: z.string().nullable(),
});
export type Inbox = z.output<typeof Inbox>;
export const InboxQuery = z.strictObject({ after: Cursor.optional().catch(undefined) });
export type InboxQuery = z.output<typeof InboxQuery>;
