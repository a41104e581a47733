import * as z from "zod";
import { Version } from "#worker/lib/fields.ts";
import type { Hold } from "#worker/lib/personal.ts";

/** Asking to erase: a button. Its form carries an id, so that a double click asks once. */
export const ErasureForm = z.strictObject({});

/** A button of an erasure that waits: the version that was shown. */
export const StepForm = z.strictObject({ version: Version });

/** What is held in one table, and what erasing does with it. */
export type Held = {
  table: string;
  n: number;
  fate: "overwritten" | "removed" | "kept";
  stays: Hold | null;
};

/** An erasure that waits. */
export type Waiting = {
  id: string;
  requestedBy: string;
  requestedByName: string | null;
  requestedAt: string;
  dueAt: string;
  version: number;
};

/** One table of a person's own copy. */
export type Part = {
  table: string;
  columns: readonly string[];
  rows: readonly Readonly<Record<string, unknown>>[];
};

/** Everything that a school holds about a person. */
export type Copy = {
  madeAt: string;
  school: string;
  person: { number: number; name: string };
  parts: readonly Part[];
};

/** Somebody whose time is over, or whose erasure waits. */
export type Listed = { id: string; number: number; name: string; on: string };
