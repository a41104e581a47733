import * as z from "zod";
import { ClassCode } from "#worker/lib/fields.ts";
import { Requirement, Route } from "../../steps/input.ts";
import { Why } from "./why.ts";

export const stepStates = ["done", "credited", "exempt", "begun", "open", "free"] as const;
export const StepState = z.enum(stepStates);

/** One step of a student: how far she is with it, and what speaks against it today. */
export const StepProgress = z.strictObject({
  requirement: Requirement,
  /** `free`: driving at will, as much as it takes. */
  state: StepState,
  minutes: z.int(),
  missing: z.strictObject({ minutes: z.int(), sessions: z.int(), themes: z.array(z.string()) }),
  why: z.array(Why),
  /** Something refuses the step today. */
  closed: z.boolean(),
});
export type StepProgress = z.output<typeof StepProgress>;

/** How far she is with the mandatory steps of a stage. */
export const StageProgress = z.strictObject({ stage: z.int(), done: z.int(), of: z.int() });
export type StageProgress = z.output<typeof StageProgress>;

/** A class of a student: the curriculum she is on, and how far she is. */
export const ClassProgress = z.strictObject({
  classCode: ClassCode,
  /** The day from which her curriculum held. */
  version: z.iso.date(),
  verified: z.boolean(),
  route: Route,
  /** Null until training has started; until then the newest curriculum is hers. */
  startedOn: z.iso.date().nullable(),
  versions: z.array(z.iso.date()),
  /** The class has a short way too. */
  upgrade: z.boolean(),
  steps: z.array(StepProgress),
  /** The same stage by stage, without the tests and without driving at will. */
  stages: z.array(StageProgress),
  /** Mandatory steps that are neither done nor let off. */
  missing: z.array(z.string()),
  done: z.int(),
  of: z.int(),
  /** Nothing stands between her and the last test; where there is none, all is done. */
  ready: z.boolean(),
  finished: z.boolean(),
});
export type ClassProgress = z.output<typeof ClassProgress>;

/** What a step asks before and after a move to another curriculum; null where it is not in it. */
export const StepChange = z.strictObject({
  step: z.string(),
  minutes: z.tuple([z.int().nullable(), z.int().nullable()]),
  state: z.tuple([StepState.nullable(), StepState.nullable()]),
});
export type StepChange = z.output<typeof StepChange>;
