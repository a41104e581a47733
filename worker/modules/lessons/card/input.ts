import * as z from "zod";
import { ClassCode, Id, Instant } from "#worker/lib/fields.ts";
import { filter } from "#worker/lib/list.ts";
import { StepState } from "#worker/modules/curriculum/why/input/progress.ts";
import { Recommendation } from "../input.ts";

const name = z.string().nullable();

/** A lesson on the card: what, when and how long, who held it, and who has signed. */
export const CardLesson = z.strictObject({
  id: Id,
  startsAt: Instant,
  minutes: z.int(),
  classCode: ClassCode.nullable(),
  step: name,
  instructor: name,
  attestedBy: name,
  attestedAt: Instant,
  signedAt: Instant.nullable(),
  recommendation: Recommendation.nullable(),
  /** Above 1 it has been corrected; the reason of the last correction. */
  version: z.int(),
  reason: name,
});
export type CardLesson = z.output<typeof CardLesson>;

/** A class: what is mandatory, and how far she is with it. */
const CardClass = z.strictObject({
  classCode: ClassCode,
  startedOn: z.iso.date().nullable(),
  lessons: z.int(),
  minutes: z.int(),
  steps: z.array(
    z.strictObject({
      step: z.string(),
      /** What the law wants; null where nobody has found it. */
      wanted: z.int().nullable(),
      minutes: z.int(),
      state: StepState,
    }),
  ),
});

/** What was recorded otherwise: credited, imported, or written down without a booking. */
const Earlier = z.strictObject({
  step: z.string(),
  onDate: z.iso.date(),
  minutes: z.int(),
  source: z.enum(["manual", "import", "credit"]),
  employee: name,
  note: name,
});

/**
 * The electronic training card of the training regulation (§§ 5-5, 5-6): the school, the student,
 * and every lesson with its day, time and attestation.
 */
export const TrainingCard = z.strictObject({
  on: z.iso.date(),
  school: z.strictObject({
    name: z.string(),
    orgnr: name,
    address: name,
    postalCode: name,
    town: name,
  }),
  student: z.strictObject({
    id: Id,
    number: z.int(),
    firstName: z.string(),
    lastName: z.string(),
    birthDate: z.iso.date(),
    address: name,
    postalCode: name,
    town: name,
  }),
  classes: z.array(CardClass),
  lessons: z.array(CardLesson),
  earlier: z.array(Earlier),
});
export type TrainingCard = z.output<typeof TrainingCard>;
/** Whose card, where one answers for several; her own otherwise. */
export const OwnCard = z.strictObject({ student: filter(Id) });
export const Cards = z.strictObject({ items: z.array(TrainingCard) });
