import { and, eq, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Sender } from "./input.ts";
import { beginningOf } from "./rules.ts";
import { messages, messageThreads as threads } from "./schema.ts";

// Writes are returned, not sent: commit() sends them in one batch with their audit row.

export type Two = { studentId: string; employeeId: string };
type NewMessage = Two & { id: string; sender: Sender; body: string };

/** A message, and the thread with one more that the other has not read. */
export function insertMessage(ctx: Ctx, message: NewMessage): Statement[] {
  const { schoolId, id: by } = ctx.actor;
  const { id, studentId, employeeId, sender, body } = message;
  const last = {
    lastId: id,
    lastAt: ctx.now,
    lastSender: sender,
    lastText: beginningOf(body),
  };
  const toStudent = sender === "instructor";
  return [
    ctx.db.insert(messages).values({ schoolId, ...message, at: ctx.now, by }),
    ctx.db
      .insert(threads)
      .values({
        ...{ schoolId, studentId, employeeId, ...last },
        unreadByStudent: toStudent ? 1 : 0,
        unreadByInstructor: toStudent ? 0 : 1,
      })
      .onConflictDoUpdate({
        target: [threads.schoolId, threads.studentId, threads.employeeId],
        // Who answers has read what was before her.
        set: {
          ...last,
          unreadByStudent: toStudent ? sql`${threads.unreadByStudent} + 1` : 0,
          unreadByInstructor: toStudent ? 0 : sql`${threads.unreadByInstructor} + 1`,
        },
      }),
  ];
}

/** One of the two has read to the end; what came meanwhile stays unread. */
export function markRead(ctx: Ctx, { studentId, employeeId }: Two, side: Sender, last: string) {
  return ctx.db
    .update(threads)
    .set(side === "student" ? { unreadByStudent: 0 } : { unreadByInstructor: 0 })
    .where(
      and(
        eq(threads.schoolId, ctx.actor.schoolId),
        eq(threads.studentId, studentId),
        eq(threads.employeeId, employeeId),
        eq(threads.lastId, last),
      ),
    );
}
