import * as z from "zod";
import { Id, Instant, many, text } from "#worker/lib/fields.ts";
import { listQuery, pagedOf } from "#worker/lib/list.ts";

/** A message that was given up after a day of tries: what it was about, and why it failed. */
export const DeadLetter = z.strictObject({
  id: Id,
  schoolId: z.string(),
  schoolName: z.string().nullable(),
  topic: z.string(),
  subjectId: z.string(),
  at: Instant,
  deadAt: Instant,
  attempts: z.int().min(0),
  lastError: z.string().nullable(),
});
export type DeadLetter = z.output<typeof DeadLetter>;

export const DeadLetters = pagedOf(DeadLetter);
export const DeadLetterList = listQuery(["-id"]);
export type DeadLetterList = z.output<typeof DeadLetterList>;

/** At most a page at once: each is a change of its own in the audit log. */
const ids = many(Id, 25).pipe(z.array(Id).min(1, "operations.none_chosen"));

/** Which to try once more. */
export const Replay = z.strictObject({ ids });
export type Replay = z.output<typeof Replay>;

/** Which nobody will try again, and why that is right. */
export const Dismissal = z.strictObject({ ids, reason: text(300) });
export type Dismissal = z.output<typeof Dismissal>;

/** The form of the page: one choice of messages, and what to do with them. */
export const Treatment = z.strictObject({
  ids,
  act: z.enum(["replay", "dismiss"]),
  reason: text(300).optional(),
});

/** How many were changed; the others were no longer among the dead. */
export const Treated = z.strictObject({ changed: z.int().min(0), left: z.int().min(0) });
export type Treated = z.output<typeof Treated>;
