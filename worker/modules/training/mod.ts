/**
 * What each student has done on the way to her licences, measured against the curriculum.
 *
 * @module
 */
export type { Training } from "./input.ts";
export { readTraining, toFacts, toTraining, trainingQueries } from "./queries/reads.ts";
export { insertRecord as recordStep, type NewRecord, withdrawRecordsOf } from "./queries/writes.ts";
