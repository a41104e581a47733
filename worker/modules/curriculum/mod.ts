/**
 * What the law asks of whoever wants a licence, as dated data, and rules that explain it.
 *
 * @module
 */
export { LicenceClass, type Step } from "./input.ts";
export { classesOn, classOn, stepsTo, whyNotClass, whyNotOffer } from "./rules.ts";
export type { Curriculum, Requirement } from "./steps/input.ts";
export { classOfStep, curriculaOf, curriculumOn, hasUpgrade, stepsOf } from "./steps/rules.ts";
export type { ClassProgress, StepChange, StepProgress } from "./why/input/progress.ts";
export type { Approved, Done, Facts, Occasion, Paper, PaperKind, Why } from "./why/input/why.ts";
export { lastTest, naturalStep } from "./why/rules/natural.ts";
export { compareVersions, progressOf, whyNotReady } from "./why/rules/progress.ts";
export { refusals, whyNotStep } from "./why/rules/step.ts";
