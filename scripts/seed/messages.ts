import type { DatabaseSync } from "node:sqlite";
import { DAY, HOUR, shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { insertMessage } from "#worker/modules/messages/writes.ts";
import { randomFrom } from "./random.ts";

type Two = { studentId: string; employeeId: string; student: string; instructor: string | null };

const said = [
  { sender: "student", ago: 3 * DAY, body: "Hei! Kan vi øve på rundkjøringer neste gang?" },
  {
    sender: "instructor",
    ago: 3 * DAY - 2 * HOUR,
    body: "Det gjør vi. Les om feltvalg før timen.",
  },
  { sender: "student", ago: 2 * DAY, body: "Supert. Skal jeg møte ved skolen som vanlig?" },
  { sender: "instructor", ago: 2 * DAY - HOUR, body: "Ja, kl. 08:00. Husk briller." },
  { sender: "student", ago: 14 * HOUR, body: "Jeg har fått ny telefon, nummeret er det samme 😊" },
] as const;

/** What the student who can sign in and her instructor have written to each other. */
export async function makeMessages(ctx: Ctx, file: DatabaseSync): Promise<void> {
  const two = file
    .prepare(
      `select s.id as studentId, s.user_id as student, e.id as employeeId, e.user_id as instructor
      from students s join employees e on e.school_id = s.school_id and e.id = s.instructor_id
      where s.school_id = ? and s.user_id is not null`,
    )
    .get(ctx.actor.schoolId) as Two | undefined;
  if (!two) return;
  const random = randomFrom(31);
  const { studentId, employeeId } = two;
  for (const { sender, ago, body } of said) {
    const now = shift(ctx.now, -ago);
    const by = (sender === "student" ? two.student : two.instructor) ?? "system";
    const then = { ...ctx, now, actor: { ...ctx.actor, id: by } };
    const id = random.id(now);
    await commit(then, {
      action: "messages.sent",
      entity: "message",
      entityId: id,
      diff: { studentId: [null, studentId], text: "hidden" },
      write: insertMessage(then, { id, studentId, employeeId, sender, body }),
    });
  }
}
