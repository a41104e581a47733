import * as z from "zod";
import { Id, Instant, note } from "#worker/lib/fields.ts";
import { Cursor, pagedOf } from "#worker/lib/list.ts";

export const senders = ["student", "instructor"] as const;
export const Sender = z.enum(senders);
export type Sender = z.output<typeof Sender>;

/** What somebody writes to the other. */
export const MessageInput = z.strictObject({ text: note(2000).pipe(z.string().min(1)) });
export type MessageInput = z.output<typeof MessageInput>;

/** The newest message that was before whoever says that she has read. */
export const ReadInput = z.strictObject({ last: Id });

export const Message = z.strictObject({
  id: Id,
  sender: Sender,
  text: z.string(),
  at: Instant,
});
export type Message = z.output<typeof Message>;

const name = z.string();
const two = { studentId: Id, student: name, instructorId: Id, instructor: name };

/** Two who write to each other, in a list: the beginning of what was said last. */
export const ThreadSummary = z.strictObject({
  ...two,
  last: z.strictObject({ at: Instant, sender: Sender, text: z.string() }).nullable(),
  /** How many messages of the other whoever asks has not read. */
  unread: z.int(),
});
export type ThreadSummary = z.output<typeof ThreadSummary>;
export const Threads = pagedOf(ThreadSummary);
export type Threads = z.output<typeof Threads>;
export const OwnThreads = z.strictObject({ items: z.array(ThreadSummary) });

/** What two have written to each other, newest first. */
export const Thread = z.strictObject({
  studentId: Id,
  student: name,
  /** Null where whoever asks is not on the staff list. */
  instructorId: Id.nullable(),
  instructor: name,
  unread: z.int(),
  /** Why nothing can be written; nothing when it can. */
  why: z.array(
    z.strictObject({ code: z.string(), source: z.string(), help: z.string().optional() }),
  ),
  items: z.array(Message),
  after: z.string().nullable(),
});
export type Thread = z.output<typeof Thread>;

export const PageQuery = z.strictObject({ after: Cursor.optional().catch(undefined) });
export type PageQuery = z.output<typeof PageQuery>;
