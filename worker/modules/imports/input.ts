import * as z from "zod";
import { Id, Instant, text, Version } from "#worker/lib/fields.ts";
import { Cursor, filter, pagedOf } from "#worker/lib/list.ts";
import { Field } from "./mapping/input.ts";

/** Where an upload is on its way into the register, or out again. */
export const states = [
  "uploaded",
  "checking",
  "checked",
  "running",
  "done",
  "undoing",
  "undone",
  "given_up",
] as const;
export const State = z.enum(states);
export type State = z.output<typeof State>;
/** Those in which the system works on its own. */
export const working = ["checking", "running", "undoing"] as const;

/** A file as the API takes it: its bytes in base64, at most 10 MB. */
export const Upload = z.strictObject({
  /** Chosen by the caller, so that the same upload sent twice is taken in once. */
  id: Id.optional(),
  fileName: text(200),
  content: z.base64().max(14_000_000),
});
export type Upload = z.output<typeof Upload>;
/** The form sends the file beside its fields. */
export const UploadForm = z.strictObject({});

/** What the dry run found of one kind in one column, and in how many rows. */
export const Tally = z.strictObject({
  column: z.string(),
  code: z.string(),
  refused: z.boolean(),
  rows: z.int(),
});

/** What leaves the system about one import; what the file holds never does. */
export const Import = z.strictObject({
  id: Id,
  state: State,
  fileName: z.string(),
  encoding: z.string(),
  delimiter: z.string(),
  columns: z.array(z.string()),
  mapping: z.array(Field.nullable()),
  balance: z.enum(["credit", "debt"]),
  /** Rows in the file, and how many of them the present step is done with. */
  rowCount: z.int(),
  doneCount: z.int(),
  /** Rows that are left out, and rows that are taken in with a repair. */
  badCount: z.int(),
  repairedCount: z.int(),
  tally: z.array(Tally),
  /** It failed again and again, and waits for somebody to have it tried once more. */
  stopped: z.boolean(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  undoneAt: Instant.nullable(),
  version: z.int(),
});
export type Import = z.output<typeof Import>;
export const Imports = pagedOf(Import);

/** The newest first; there is no other order. */
export const ImportList = z.strictObject({
  after: Cursor.optional().catch(undefined),
  per: z.coerce.number().int().min(1).max(100).catch(25),
});
export type ImportList = z.output<typeof ImportList>;

/** One thing about one row. `column` is empty for the whole row. */
export const ImportProblem = z.strictObject({
  id: z.string(),
  row: z.int(),
  column: z.string(),
  code: z.string(),
  refused: z.boolean(),
});
export type ImportProblem = z.output<typeof ImportProblem>;
export const ImportProblems = pagedOf(ImportProblem);

export const ProblemList = z.strictObject({
  after: Cursor.optional().catch(undefined),
  per: z.coerce.number().int().min(1).max(100).catch(50),
  kind: filter(z.enum(["refused", "repaired"])),
  code: filter(z.string().regex(/^[a-z_.]{1,60}$/)),
  column: filter(z.string().max(210)),
  /** From this row of the file on. */
  row: filter(z.coerce.number().int().min(1).max(10_000_000)),
});
export type ProblemList = z.output<typeof ProblemList>;

/** A step that somebody asks for carries the version that was shown. */
export const StepForm = z.strictObject({ version: Version });
