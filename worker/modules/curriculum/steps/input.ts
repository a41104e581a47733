import * as z from "zod";
import { ClassCode } from "#worker/lib/fields.ts";

export const stages = [1, 2, 3, 4, 5] as const;

/** What a step is, which decides the rules that hold for it. Stage 5 is the tests. */
export const stepKinds = [
  "course", // taught in a room or as a demonstration
  "practice", // with a companion, outside of the school
  "lesson", // ordinary driving: as many as it takes
  "driving", // a mandatory course with driving
  "track",
  "assessment",
  "theory_test",
  "practical_test",
] as const;
export type StepKind = (typeof stepKinds)[number];

/** The two ways to a class: everything, or the short one for whoever has held another class. */
export const routes = ["full", "upgrade"] as const;
export const Route = z.enum(routes);
export type Route = z.output<typeof Route>;

/** `<class>.<stage>.<name>`, such as `B.3.track`. */
export const StepCode = z
  .string()
  .max(40)
  .regex(/^[A-Z][A-Z0-9]{0,4}\.[1-5]\.[a-z_]+$/, "curriculum.not_a_step");

/** What must be done before a step, and the rule that says so. */
export const Before = z.strictObject({ step: z.string(), rule: z.string() });

/** One step on the way to a licence, as a curriculum has it. */
export const Requirement = z.strictObject({
  step: z.string(),
  classCode: ClassCode,
  stage: z.int(),
  name: z.string(),
  kind: z.enum(stepKinds),
  route: Route,
  /** What the law wants at least; 0 where it sets no minimum, null where nobody has found it. */
  minutes: z.int().nullable(),
  /** How much of it must be driven. */
  driving: z.int(),
  /** Over how many days at least. */
  sessions: z.int(),
  /** Parts that must each be attended. */
  themes: z.array(z.string()),
  /** Taken in one go. */
  whole: z.boolean(),
  /** Only in the dark months. */
  dark: z.boolean(),
  /** An age of its own; otherwise that of the class holds. */
  minAge: z.int().nullable(),
  before: z.array(Before),
  /** Days that must lie between this step and the ones before it. */
  waitDays: z.int(),
  /** Who need not take it: from an age on, or with a licence of one of these classes. */
  exempt: z.strictObject({ age: z.int().nullable(), holding: z.array(ClassCode) }),
  /** Students at once, and how many more may join for a part. */
  group: z.strictObject({ max: z.int(), extra: z.int() }).nullable(),
  source: z.string(),
  verified: z.boolean(),
});
export type Requirement = z.output<typeof Requirement>;

/** A class's curriculum: all that holds for those who start from that day on. */
export const Curriculum = z.strictObject({
  classCode: ClassCode,
  validFrom: z.iso.date(),
  verified: z.boolean(),
  steps: z.array(Requirement),
});
export type Curriculum = z.output<typeof Curriculum>;

/** Every curriculum a class has had, newest first. */
export const Curricula = z.strictObject({ items: z.array(Curriculum) });
export const ByClass = z.strictObject({ code: ClassCode });
/** Which of them; an unknown one is the one that holds. */
export const OfVersion = z.strictObject({ version: z.iso.date().optional().catch(undefined) });
