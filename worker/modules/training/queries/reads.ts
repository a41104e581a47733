import { and, desc, eq, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { oneOf } from "#worker/lib/search.ts";
import { type Facts, type PaperKind, progressOf } from "#worker/modules/curriculum/mod.ts";
import { asNamed, employees, instructorRows, teacherQuery } from "#worker/modules/employees/mod.ts";
import { asOffered, offeredRows } from "#worker/modules/schools/mod.ts";
import { type Student, studentQuery, toStudent } from "#worker/modules/students/mod.ts";
import { users } from "#worker/modules/users/mod.ts";
import type { Training, TrainingOverride, TrainingPaper, TrainingRecord } from "../input.ts";
import { trainingOverrides, trainingPapers, trainingPlans, trainingRecords } from "../schema.ts";

// Nobody is trained for longer than this many entries; the limit is only a fuse.
const FUSE = 1000;

const records = trainingRecords;
const papers = trainingPapers;
const overrides = trainingOverrides;

const named = sql<string>`coalesce(${users.name}, '')`;

/** The statements behind a student's training, for a batch of whoever needs it with more. */
export function trainingQueries(ctx: Ctx, studentIds: readonly string[]) {
  const { schoolId } = ctx.actor;
  const plans = ctx.db
    .select({
      studentId: trainingPlans.studentId,
      classCode: trainingPlans.classCode,
      version: trainingPlans.version,
      route: trainingPlans.route,
      startedOn: trainingPlans.startedOn,
    })
    .from(trainingPlans)
    .where(and(eq(trainingPlans.schoolId, schoolId), oneOf(trainingPlans.studentId, studentIds)));
  const done = ctx.db
    .select({
      studentId: records.studentId,
      id: records.id,
      classCode: records.classCode,
      step: records.step,
      minutes: records.minutes,
      onDate: records.onDate,
      source: records.source,
      themes: records.themes,
      employee: sql<string | null>`${employees.firstName} || ' ' || ${employees.lastName}`,
      groupSize: records.groupSize,
      recommendation: records.recommendation,
      note: records.note,
      bookingId: records.bookingId,
      by: named,
      at: records.at,
      withdrawnAt: records.withdrawnAt,
      withdrawnWhy: records.withdrawnWhy,
    })
    .from(records)
    .leftJoin(
      employees,
      and(eq(employees.schoolId, records.schoolId), eq(employees.id, records.employeeId)),
    )
    .leftJoin(users, eq(users.id, records.by))
    .where(and(eq(records.schoolId, schoolId), oneOf(records.studentId, studentIds)))
    .orderBy(desc(records.onDate), desc(records.id))
    .limit(FUSE);
  const shown = ctx.db
    .select({
      studentId: papers.studentId,
      id: papers.id,
      kind: sql<PaperKind>`${papers.kind}`,
      classCode: papers.classCode,
      onDate: papers.onDate,
      until: papers.until,
      passed: papers.passed,
      note: papers.note,
      by: named,
      at: papers.at,
      withdrawnAt: papers.withdrawnAt,
      withdrawnWhy: papers.withdrawnWhy,
    })
    .from(papers)
    .leftJoin(users, eq(users.id, papers.by))
    .where(and(eq(papers.schoolId, schoolId), oneOf(papers.studentId, studentIds)))
    .orderBy(desc(papers.onDate), desc(papers.id))
    .limit(FUSE);
  const aside = ctx.db
    .select({
      studentId: overrides.studentId,
      id: overrides.id,
      classCode: overrides.classCode,
      step: overrides.step,
      rule: overrides.rule,
      reason: overrides.reason,
      by: named,
      at: overrides.at,
      withdrawnAt: overrides.withdrawnAt,
      withdrawnWhy: overrides.withdrawnWhy,
    })
    .from(overrides)
    .leftJoin(users, eq(users.id, overrides.by))
    .where(and(eq(overrides.schoolId, schoolId), oneOf(overrides.studentId, studentIds)))
    .orderBy(desc(overrides.id))
    .limit(FUSE);
  return [plans, done, shown, aside, offeredRows(ctx)] as const;
}

type Read<T extends readonly unknown[]> = { readonly [K in keyof T]: Awaited<T[K]> };
type Rows = Read<ReturnType<typeof trainingQueries>>;

const isHers =
  (studentId: string) =>
  <R extends { studentId: string }>(all: readonly R[]) =>
    all.filter((row) => row.studentId === studentId).map(({ studentId: _, ...row }) => row);

/** What the rules know of a student, out of the rows of a batch. */
export function toFacts(student: Student, rows: Rows): Facts {
  const [plans, done, shown, aside, offered] = rows;
  const hers = isHers(student.id);
  return {
    birthDate: student.birthDate,
    left: student.status === "finished" || student.status === "quit",
    classes: student.classes,
    automaticOnly: student.automaticOnly,
    offered: asOffered(offered).map((one) => one.code),
    plans: hers(plans),
    records: standing(hers(done)).map(({ onDate, ...row }) => ({ ...row, on: onDate })),
    papers: standing(hers(shown)).map(({ onDate, ...row }) => ({ ...row, on: onDate })),
    overrides: standing(hers(aside)),
  };
}

/** One student's training out of the rows of a batch. */
export function toTraining(ctx: Ctx, student: Student, rows: Rows) {
  const [plans, done, shown, aside] = rows;
  const hers = isHers(student.id);
  const facts = toFacts(student, rows);
  const on = dayOf(ctx.now);
  const begun = hers(plans).map((plan) => plan.classCode);
  const codes = [...new Set([...student.classes, ...begun])];
  const { id, number, firstName, lastName, birthDate, version } = student;
  const training: Training = {
    ...{ id, number, firstName, lastName, birthDate, on, version },
    classes: codes.flatMap((code) => progressOf(facts, code, on) ?? []),
    records: hers(done).map((row): TrainingRecord => ({ ...row, themes: [...row.themes] })),
    papers: hers(shown) as TrainingPaper[],
    overrides: hers(aside) as TrainingOverride[],
  };
  return { student, facts, training };
}

const standing = <R extends { withdrawnAt: string | null }>(rows: readonly R[]) =>
  rows.filter((row) => row.withdrawnAt === null);

/** Everything about a student's training in one trip: the facts for the rules, and the page. */
export async function readTraining(ctx: Ctx, studentId: string) {
  const [own, ...rows] = await ctx.db.batch([
    studentQuery(ctx, studentId),
    ...trainingQueries(ctx, [studentId]),
  ]);
  return toTraining(ctx, toStudent(own), rows);
}

/** What the form of a record needs: her training, the instructors, and whoever asks among them. */
export async function readForRecord(ctx: Ctx, studentId: string) {
  const [teachers, instructors, own, ...rows] = await ctx.db.batch([
    teacherQuery(ctx, null),
    instructorRows(ctx),
    studentQuery(ctx, studentId),
    ...trainingQueries(ctx, [studentId]),
  ]);
  const { training } = toTraining(ctx, toStudent(own), rows);
  return { training, instructors: asNamed(instructors), own: teachers[0]?.id };
}
