import { uuidv7 } from "uuidv7";
import { type Diff, diffOf } from "#worker/lib/audit.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { Problem, refuseFor } from "#worker/lib/problem.ts";
import { type Settled, settleBooking } from "#worker/modules/bookings/mod.ts";
import { classOfStep, type Why } from "#worker/modules/curriculum/mod.ts";
import { touchStudent } from "#worker/modules/students/mod.ts";
import { recordStep, withdrawRecordsOf } from "#worker/modules/training/mod.ts";
import type { Attestation } from "./input.ts";
import { readWarnings } from "./law/queries.ts";
import { type Read, readLesson } from "./queries.ts";
import { keptOf, whyNotAttest, whyNotYours, wrongFields } from "./rules.ts";
import { insertLesson } from "./writes.ts";

export const about = (entityId: string) => ({ entity: "lesson", entityId });

type Kept = ReturnType<typeof keptOf>;

/**
 * Says what became of a lesson, or corrects what was said. In one commit: the booking's status and
 * what follows from it, the version, and the training record of what was delivered.
 */
export async function attest(
  ctx: Ctx,
  seen: Seen,
  said: Attestation,
  once?: string,
): Promise<void> {
  const read = await readLesson(ctx, seen.id);
  const { lesson, booking } = read;
  if (once && read.ids.includes(once)) throw new Problem(409, "already_done");
  refuseFor(whyNotAttest(lesson, ctx.now));
  const any = ctx.actor.grants.includes("lessons:attest_any");
  const notYours = whyNotYours({ own: lesson.own, any }, lesson.instructor);
  if (notYours[0]) throw new Problem(403, notYours[0].code, { reasons: notYours });
  if (lesson.version !== seen.version) throw new Problem(412, "stale");
  mustFit(said, read);
  const kept = keptOf(said, lesson);
  const id = once ?? uuidv7();
  const { attested } = lesson;
  const against = await readWarnings(ctx, read, kept);
  const settled = await settleBooking(ctx, booking, seen, became(kept));
  const record = recordOf(ctx, read, kept, said.reason);
  const { studentId, instructorId, startsAt, classCode } = booking;
  const held = { bookingId: seen.id, studentId, instructorId, startsAt, classCode };
  const version = (attested?.version ?? 0) + 1;
  const reason = attested ? said.reason : null;
  try {
    await commit(ctx, {
      ...about(seen.id),
      action: attested ? "lessons.corrected" : "lessons.attested",
      diff: { ...diffOf<object>(attested ?? {}, kept), ...warned(against) },
      ...(reason ? { reason } : {}),
      write: [
        ...settled.write,
        ...insertLesson(ctx, { ...held, ...kept, id, version, reason, recordId: record.id }),
        ...record.write,
      ],
      tell: settled.tell,
      raises: settled.raises,
      once: true,
    });
  } catch (error) {
    // Two clicks of one form at the same time: the slower one meets what the quicker one wrote.
    const late = error instanceof Problem && error.code === "stale" && once !== undefined;
    if (late && (await readLesson(ctx, seen.id)).ids.includes(once))
      throw new Problem(409, "already_done");
    throw error;
  }
  settled.after();
}

/** Given although the curriculum was against it: the log keeps which rules. */
const warned = (against: readonly Why[]): Diff =>
  against.length === 0 ? {} : { against: [null, against.map(({ rule }) => rule)] };

function mustFit(said: Attestation, { lesson }: Read): void {
  const fields = wrongFields(said, lesson);
  const [code] = Object.values(fields);
  if (code) throw new Problem(422, code, { fields });
}

function became({ outcome, cancelReason }: Kept): Settled {
  if (outcome !== "cancelled") return { status: outcome === "delivered" ? "done" : "no_show" };
  return { status: "cancelled", cancelReason: cancelReason ?? "other" };
}

/** The training record of what was delivered; an earlier one is taken back, with the reason. */
function recordOf(ctx: Ctx, { lesson, booking }: Read, kept: Kept, reason: string | null) {
  const { studentId, instructorId: employeeId, id: bookingId } = booking;
  const write: Statement[] = [];
  if (lesson.attested) write.push(withdrawRecordsOf(ctx, bookingId, reason ?? ""));
  const { outcome, step, minutes, themes, recommendation, note } = kept;
  const counts = outcome === "delivered" && booking.kind !== "test";
  const trains = counts && step !== null && classOfStep(step) !== undefined;
  const id = trains ? uuidv7() : null;
  if (id !== null && step !== null) {
    const onDate = dayOf(booking.startsAt);
    const done = { step, minutes, themes, recommendation, note, onDate };
    const who = { id, studentId, employeeId, bookingId };
    write.push(...recordStep(ctx, { ...done, ...who, source: "lesson" }));
  }
  if (write.length > 0) write.push(touchStudent(ctx, { id: studentId }), mustChange(ctx));
  return { id, write };
}
