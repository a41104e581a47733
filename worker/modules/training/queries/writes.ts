import { and, eq, isNull } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { classOfStep, curriculumOn } from "#worker/modules/curriculum/mod.ts";
import type { OverrideInput, PaperInput, PlanInput, RowKind, Withdrawal } from "../input.ts";
import { trainingOverrides, trainingPapers, trainingPlans, trainingRecords } from "../schema.ts";

// Writes are returned, not sent: commit() sends them in one batch with their audit row.

/** A record to be. `source: "lesson"` is what an attested lesson writes. */
export type NewRecord = {
  id: string;
  studentId: string;
  step: string;
  minutes: number;
  onDate: string;
  source: "lesson" | "manual" | "import" | "credit";
  themes?: readonly string[];
  employeeId?: string | null;
  groupSize?: number | null;
  recommendation?: "ready" | "not_yet" | null;
  note?: string | null;
  bookingId?: string | null;
};

const by = (ctx: Ctx) => ({ schoolId: ctx.actor.schoolId, by: ctx.actor.id, at: ctx.now });

/**
 * What was done of a step, and the plan it belongs to: with her first record a student has started
 * on the curriculum of that day. The caller counts the change on the student.
 */
export function insertRecord(ctx: Ctx, row: NewRecord): Statement[] {
  const classCode = classOfStep(row.step);
  if (!classCode) throw new Error(`Cannot record the step "${row.step}"`);
  return [
    startPlan(ctx, { studentId: row.studentId, classCode, on: row.onDate }),
    ctx.db.insert(trainingRecords).values({
      ...row,
      ...by(ctx),
      classCode,
      themes: row.themes ?? [],
    }),
  ];
}

type Start = { studentId: string; classCode: ClassCode; on: string };

/** The curriculum of that day becomes hers, unless she has one. */
function startPlan(ctx: Ctx, { studentId, classCode, on }: Start): Statement {
  const version = curriculumOn(classCode, on)?.validFrom ?? on;
  return ctx.db
    .insert(trainingPlans)
    .values({
      schoolId: ctx.actor.schoolId,
      studentId,
      classCode,
      version,
      route: "full",
      startedOn: on,
    })
    .onConflictDoNothing();
}

/** Puts her on a curriculum, by that way. */
export function setPlan(
  ctx: Ctx,
  studentId: string,
  plan: PlanInput & { classCode: ClassCode },
): Statement {
  const { schoolId } = ctx.actor;
  const { classCode, ...rest } = plan;
  return ctx.db
    .insert(trainingPlans)
    .values({ schoolId, studentId, classCode, ...rest })
    .onConflictDoUpdate({
      target: [trainingPlans.schoolId, trainingPlans.studentId, trainingPlans.classCode],
      set: rest,
    });
}

export function insertPaper(
  ctx: Ctx,
  ids: { id: string; studentId: string },
  { result, ...paper }: PaperInput,
): Statement {
  const passed = result === null ? null : result === "passed";
  return ctx.db.insert(trainingPapers).values({ ...ids, ...by(ctx), ...paper, passed });
}

export function insertOverride(
  ctx: Ctx,
  ids: { id: string; studentId: string; classCode: ClassCode },
  override: OverrideInput,
): Statement {
  return ctx.db.insert(trainingOverrides).values({ ...ids, ...by(ctx), ...override });
}

type Taken = Withdrawal & { kind: RowKind; studentId: string; rowId: string };

/** Takes a row back, once; mustChange() stands right after it. */
export function withdrawRow(ctx: Ctx, { kind, studentId, rowId, reason }: Taken): Statement {
  const set = { withdrawnAt: ctx.now, withdrawnBy: ctx.actor.id, withdrawnWhy: reason };
  const { schoolId } = ctx.actor;
  const table = { records: trainingRecords, papers: trainingPapers, overrides: trainingOverrides }[
    kind
  ];
  return ctx.db
    .update(table)
    .set(set)
    .where(
      and(
        eq(table.schoolId, schoolId),
        eq(table.id, rowId),
        eq(table.studentId, studentId),
        isNull(table.withdrawnAt),
      ),
    );
}

/** Takes back what a lesson has recorded, when the lesson is corrected. */
export function withdrawRecordsOf(ctx: Ctx, bookingId: string, reason: string): Statement {
  return ctx.db
    .update(trainingRecords)
    .set({ withdrawnAt: ctx.now, withdrawnBy: ctx.actor.id, withdrawnWhy: reason })
    .where(
      and(
        eq(trainingRecords.schoolId, ctx.actor.schoolId),
        eq(trainingRecords.bookingId, bookingId),
        isNull(trainingRecords.withdrawnAt),
      ),
    );
}
