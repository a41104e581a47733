import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { Problem, refuseFor } from "#worker/lib/problem.ts";
import { letter } from "#worker/modules/mail/mod.ts";
import { touchStudent } from "#worker/modules/students/mod.ts";
import type { MessageInput, Sender } from "./input.ts";
import type { Reader, ReadThread } from "./queries.ts";
import { wrongMessage } from "./rules.ts";
import { insertMessage, markRead, type Two } from "./writes.ts";

/** Sends what one of the two has written. The id comes with the form: sending twice sends one. */
export async function sendMessage(
  ctx: Ctx,
  { thread, side, begun, why, waiting, reader }: ReadThread,
  id: string,
  { text }: MessageInput,
): Promise<void> {
  refuseFor(why);
  const two = twoOf(thread);
  const fields = wrongMessage(text);
  if (fields.text) throw new Problem(422, fields.text, { fields });
  const { studentId } = thread;
  // One who has something unread has been told: not of each message.
  const told = reader && waiting === 0 ? [letterTo(ctx, reader, side, two)] : [];
  await commit(ctx, {
    action: "messages.sent",
    entity: "message",
    entityId: id,
    diff: { studentId: [null, studentId], text: "hidden" },
    write: [
      // The first one makes her somebody with a history here, whom no undone import takes away.
      ...(begun ? [] : [touchStudent(ctx, { id: studentId }), mustChange(ctx)]),
      ...insertMessage(ctx, { id, ...two, sender: side, body: text }),
      ...told.map(({ write }) => write),
    ],
    tell: told.map(({ tell }) => tell),
    once: true,
  });
}

/** Says that there is something to read and where; never what, nor from whom. */
function letterTo(ctx: Ctx, { email, locale, schoolName }: Reader, side: Sender, two: Two) {
  const path = side === "student" ? `/messages/${two.studentId}` : `/me/messages/${two.employeeId}`;
  const params = { schoolName, path };
  return letter(ctx, { template: "message", recipient: email, locale, params });
}

/** Says that she has read what was before her. */
export async function readMessages(
  ctx: Ctx,
  { thread, side }: ReadThread,
  last: string,
): Promise<void> {
  if (thread.unread === 0) return;
  await commit(ctx, {
    action: "messages.read",
    entity: "message",
    entityId: last,
    diff: { unread: [thread.unread, 0] },
    write: [markRead(ctx, twoOf(thread), side, last)],
  });
}

function twoOf({ studentId, instructorId }: ReadThread["thread"]) {
  return { studentId, employeeId: instructorId ?? "" };
}
