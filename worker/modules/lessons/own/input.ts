import * as z from "zod";
import { ClassCode, Id, Instant } from "#worker/lib/fields.ts";
import { Lesson, Outcome } from "../input.ts";

const name = z.string().nullable();
const held = {
  id: Id,
  student: z.string(),
  startsAt: Instant,
  classCode: ClassCode.nullable(),
  step: name,
  instructor: name,
};

/** A lesson of one's own, or of a child one answers for, in the list of them. */
export const OwnLesson = z.strictObject({
  ...held,
  outcome: Outcome,
  minutes: z.int(),
  /** What a signature stands under. */
  version: z.int(),
  signedAt: Instant.nullable(),
  objectedAt: Instant.nullable(),
});
export type OwnLesson = z.output<typeof OwnLesson>;

/** A stage assessment that is booked: how she sees herself can be written down before it. */
export const Ahead = z.strictObject({ ...held, written: z.boolean() });
export type Ahead = z.output<typeof Ahead>;

export const OwnLessons = z.strictObject({
  /** The first names, when there are several whose lessons these are. */
  students: z.array(z.string()),
  ahead: z.array(Ahead),
  items: z.array(OwnLesson),
});
export type OwnLessons = z.output<typeof OwnLessons>;

/** One lesson, and whether whoever asks only answers for its student. */
export const OneOwn = z.strictObject({
  lesson: Lesson.omit({ warnings: true }),
  guarded: z.boolean(),
});
export type OneOwn = z.output<typeof OneOwn>;
