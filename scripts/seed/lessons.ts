import type { DatabaseSync } from "node:sqlite";
import { diffOf } from "#worker/lib/audit.ts";
import { DAY, HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { insertBooking } from "#worker/modules/bookings/writes.ts";
import { goalsOf } from "#worker/modules/lessons/goals/rules.ts";
import { type Level, type Levels, levelNumbers } from "#worker/modules/lessons/input.ts";
import { insertLesson, objectTo, signLesson, writeSelf } from "#worker/modules/lessons/writes.ts";
import { touchStudent } from "#worker/modules/students/mod.ts";
import { recordStep } from "#worker/modules/training/mod.ts";
import { type Random, randomFrom } from "./random.ts";

type Held = {
  id: string;
  status: "done" | "no_show";
  startsAt: string;
  endsAt: string;
  studentId: string;
  instructorId: string;
  classCode: ClassCode;
  step: string;
  /** Who attests it: the instructor's user, or the leader's where she has none. */
  attestedBy: string;
  /** The student's user, when she can sign. */
  signedBy: string | null;
};

const notes = [
  "God flyt i dag. Husk blindsonen før feltskifte.",
  "Vi øvde på rygging rundt hjørne. Neste gang: lukeparkering.",
  "Fin utvikling. Les om vikeplikt til neste gang.",
  "Bra tempo og plassering. Se lenger fram i kryssene.",
];

/** What became of the lessons that have been held; the last ones still wait to be attested. */
export async function makeLessons(ctx: Ctx, file: DatabaseSync): Promise<void> {
  const random = randomFrom(909);
  for (const week of [-7, -6, -5, -4, -3]) await earlier(ctx, file, random, week);
  const held = heldLessons(file, ctx.actor.schoolId);
  // Friday afternoon is not written yet, and what comes before the weekend waits on Monday.
  const unwritten = shift(ctx.now, -2 * DAY - 18 * HOUR);
  const hers = held.filter(({ signedBy }) => signedBy !== null).map(({ id }) => id);
  for (const lesson of held) {
    if (lesson.startsAt >= unwritten) {
      file.prepare("update bookings set status = 'booked' where id = ?").run(lesson.id);
      continue;
    }
    const attested = as(ctx, lesson.attestedBy, shift(lesson.endsAt, 5 * MINUTE));
    await attestOne(attested, random, lesson);
    const newest = hers.length - 1 - hers.indexOf(lesson.id);
    if (lesson.signedBy) await answer(ctx, { ...lesson, signedBy: lesson.signedBy }, newest);
  }
  await lookAhead(ctx, file);
}

const as = (ctx: Ctx, id: string, now: string): Ctx => ({
  ...ctx,
  now,
  actor: { ...ctx.actor, id },
});

const heldLessons = (file: DatabaseSync, schoolId: string) =>
  file
    .prepare(
      `select b.id, b.status, b.starts_at as startsAt, b.ends_at as endsAt,
        b.student_id as studentId, b.instructor_id as instructorId,
        b.class_code as classCode, b.step, coalesce(e.user_id, 'system') as attestedBy,
        s.user_id as signedBy
      from bookings b
      join employees e on e.school_id = b.school_id and e.id = b.instructor_id
      join students s on s.school_id = b.school_id and s.id = b.student_id
      where b.school_id = ? and b.status in ('done', 'no_show') and b.step is not null
      order by b.starts_at, b.id`,
    )
    .all(schoolId) as unknown as Held[];

/** The student who can sign in has had more lessons than the last weeks show. */
async function earlier(ctx: Ctx, file: DatabaseSync, random: Random, week: number): Promise<void> {
  const emma = file
    .prepare(
      `select id, instructor_id as instructorId, branch_id as branchId from students
      where school_id = ? and user_id is not null and instructor_id is not null`,
    )
    .get(ctx.actor.schoolId) as Record<"id" | "instructorId" | "branchId", string> | undefined;
  if (!emma) return;
  const { id: studentId, instructorId, branchId } = emma;
  const startsAt = instantAt(addDays(dayOf(ctx.now), 7 * week + 2), "09:45");
  const id = random.id(startsAt);
  const times = { startsAt, endsAt: shift(startsAt, (week % 2 ? 90 : 45) * MINUTE) };
  const what = { kind: "lesson", status: "done", classCode: "B", step: "B.3.lesson" } as const;
  const row = { id, ...what, ...times, studentId, instructorId, branchId };
  const then = { ...ctx, now: shift(startsAt, -9 * DAY) };
  await commit(then, {
    action: "bookings.booked",
    entity: "booking",
    entityId: id,
    diff: diffOf<object>({}, row),
    write: insertBooking(then, row, [
      { kind: "student", resourceId: studentId, ...times },
      { kind: "instructor", resourceId: instructorId, ...times },
    ]),
  });
}

async function attestOne(ctx: Ctx, random: Random, lesson: Held): Promise<void> {
  const { id: bookingId, studentId, instructorId, startsAt, endsAt, classCode, step } = lesson;
  const delivered = lesson.status === "done";
  const recordId = delivered ? random.id(ctx.now) : null;
  const minutes = delivered ? (Date.parse(endsAt) - Date.parse(startsAt)) / MINUTE : 0;
  const row = {
    ...{ bookingId, studentId, instructorId, startsAt, classCode, step, minutes, recordId },
    outcome: delivered ? ("delivered" as const) : ("no_show" as const),
    levels: delivered ? levelsOf(random, lesson) : {},
    note: delivered && random.chance(60) ? random.pick(notes) : null,
    themes: [],
  };
  const onDate = dayOf(startsAt);
  const done = { studentId, step, minutes, onDate, employeeId: instructorId, bookingId };
  await commit(ctx, {
    action: "lessons.attested",
    entity: "lesson",
    entityId: bookingId,
    diff: diffOf<object>({}, { outcome: row.outcome, minutes, levels: row.levels, note: row.note }),
    write: [
      ...insertLesson(ctx, { ...row, id: random.id(ctx.now), version: 1 }),
      ...(recordId ? recordStep(ctx, { ...done, id: recordId, source: "lesson" }) : []),
      touchStudent(ctx, { id: studentId }),
    ],
  });
}

/** A few of the goals of the stage; who has come to stage 3 does more of them alone. */
function levelsOf(random: Random, { classCode, step, startsAt }: Held): Levels {
  const stage = Number(step.split(".")[1]);
  const goals = goalsOf(classCode, stage, dayOf(startsAt)).filter(() => random.chance(35));
  const level = (): Level => random.pick(levelNumbers.slice(stage === 3 ? 1 : 0));
  return Object.fromEntries(goals.map((goal) => [goal, level()]));
}

/** She has signed all but the newest, and does not agree with the one before. */
async function answer(ctx: Ctx, lesson: Held & { signedBy: string }, newest: number) {
  if (newest === 0) return;
  const hers = as(ctx, lesson.signedBy, shift(lesson.endsAt, 3 * HOUR));
  const seen = { id: lesson.id, version: 1 };
  const objection = "Vi øvde på motorvei også, men det står ikke her.";
  await commit(hers, {
    action: newest === 1 ? "lessons.objected" : "lessons.signed",
    entity: "lesson",
    entityId: lesson.id,
    diff: diffOf<object>({}, { version: 1, ...(newest === 1 && { objection }) }),
    write: newest === 1 ? objectTo(hers, seen, objection) : signLesson(hers, seen),
  });
}

/** A stage assessment is booked, and she has said how she sees herself. */
async function lookAhead(ctx: Ctx, file: DatabaseSync): Promise<void> {
  const found = file
    .prepare(
      `select b.id, s.user_id as userId from bookings b
      join students s on s.school_id = b.school_id and s.id = b.student_id
      where b.school_id = ? and b.status = 'booked' and b.starts_at > ? and s.user_id is not null
        and b.kind = 'assessment'`,
    )
    .get(ctx.actor.schoolId, ctx.now) as { id: string; userId: string } | undefined;
  if (!found) return;
  const hers = as(ctx, found.userId, ctx.now);
  const self = {
    levels: { junctions: 3, roundabouts: 2, speed: 3, lane_change: 2 } as const,
    note: "Jeg er usikker i rundkjøringer med flere felt.",
  };
  await commit(hers, {
    action: "lessons.self_assessed",
    entity: "lesson",
    entityId: found.id,
    diff: diffOf<object>({}, self),
    write: writeSelf(hers, { id: found.id, version: 0 }, self),
  });
}
