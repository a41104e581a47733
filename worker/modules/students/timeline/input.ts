import * as z from "zod";
import { Instant } from "#worker/lib/fields.ts";
import { Cursor, pagedOf } from "#worker/lib/list.ts";

/** Newest first, a page at a time; the cursor is the audit row's place in the log. */
export const TimelineQuery = z.strictObject({
  after: Cursor.optional().catch(undefined),
  per: z.coerce.number().int().min(1).max(100).catch(25),
});
export type TimelineQuery = z.output<typeof TimelineQuery>;

/** One field that changed; what must not be told is named without its values. */
export const FieldChange = z.strictObject({
  field: z.string(),
  hidden: z.boolean(),
  before: z.unknown(),
  after: z.unknown(),
});
export type FieldChange = z.output<typeof FieldChange>;

/** Something that happened to a student: who, when, what. */
export const Happening = z.strictObject({
  id: z.string(),
  at: Instant,
  /** The name of whoever did it; null where nobody signed in did. */
  who: z.string().nullable(),
  action: z.string(),
  reason: z.string().nullable(),
  changes: z.array(FieldChange),
});
export type Happening = z.output<typeof Happening>;
export const Happenings = pagedOf(Happening);
