import { type Diff, diffOf } from "#worker/lib/audit.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { ClassCode, Seen } from "#worker/lib/fields.ts";
import { type FieldErrors, fieldProblem, Problem, refuseFor } from "#worker/lib/problem.ts";
import {
  classOfStep,
  compareVersions,
  type Facts,
  refusals,
  whyNotStep,
} from "#worker/modules/curriculum/mod.ts";
import { teacherQuery } from "#worker/modules/employees/mod.ts";
import { studentQuery, toStudent, touchStudent } from "#worker/modules/students/mod.ts";
import type {
  CreditInput,
  Move,
  OverrideInput,
  PaperInput,
  PlanInput,
  RecordInput,
  RowKind,
  WhyNotQuery,
  Withdrawal,
} from "./input.ts";
import { readTraining, toTraining, trainingQueries } from "./queries/reads.ts";
import {
  insertOverride,
  insertPaper,
  insertRecord,
  setPlan,
  withdrawRow,
} from "./queries/writes.ts";
import {
  stepIn,
  whyNotOverride,
  wrongCredit,
  wrongPaper,
  wrongPlan,
  wrongRecord,
} from "./rules.ts";

/** Who a change is about, and the id of the row it makes. */
type Whose = { id: string; studentId: string };

const about = (studentId: string) => ({ entity: "student", entityId: studentId });

const refuseFields = (fields: FieldErrors): void => {
  if (Object.keys(fields).length > 0) throw new Problem(422, "invalid", { fields });
};

// The student first: a form sent twice must meet its own row, not another version of her.
const counted = (ctx: Ctx, studentId: string): Statement[] => [
  touchStudent(ctx, { id: studentId }),
  mustChange(ctx),
];

/** Her training and the teacher in question, in one trip. */
async function readWithTeacher(ctx: Ctx, studentId: string, employeeId: string | null) {
  const [teachers, own, ...rows] = await ctx.db.batch([
    teacherQuery(ctx, employeeId),
    studentQuery(ctx, studentId),
    ...trainingQueries(ctx, [studentId]),
  ]);
  return { teacher: teachers[0], ...toTraining(ctx, toStudent(own), rows) };
}

/** What speaks against a step for a student, on a day and with an instructor. */
export async function askWhyNot(
  ctx: Ctx,
  { id, step }: { id: string; step: string },
  { on = dayOf(ctx.now), instructorId, ...at }: WhyNotQuery,
) {
  const { teacher, facts } = await readWithTeacher(ctx, id, instructorId ?? null);
  if (instructorId && !teacher) throw fieldProblem("instructorId", "training.no_such_instructor");
  const approvals = instructorId ? teacher?.approvals : undefined;
  return { on, items: whyNotStep(facts, step, { on, ...at, approvals }) };
}

/** Writes down what was done of a step, when the law lets it be done. */
export async function recordTraining(ctx: Ctx, whose: Whose, input: RecordInput): Promise<void> {
  const { studentId } = whose;
  const found = await readWithTeacher(ctx, studentId, input.employeeId);
  const { teacher, facts, training, student } = found;
  const step = stepIn(training.classes, input.step);
  const wantsTeacher = step !== undefined && step.kind !== "practice";
  refuseFields({
    ...wrongRecord(input, step, { today: training.on, birthDate: student.birthDate }),
    ...(input.employeeId && !teacher ? { employeeId: "training.no_such_instructor" } : {}),
    ...(!input.employeeId && !teacher && wantsTeacher
      ? { employeeId: "training.instructor_wanted" }
      : {}),
  });
  const at = { on: input.onDate, minutes: input.minutes, group: input.groupSize ?? undefined };
  refuseFor(refusals(whyNotStep(facts, input.step, { ...at, approvals: teacher?.approvals })));
  const row = { ...input, ...whose, employeeId: wantsTeacher ? (teacher?.id ?? null) : null };
  await commit(ctx, {
    ...about(studentId),
    action: "training.recorded",
    diff: said(input, ["step", "onDate", "minutes", "recommendation", "note"]),
    write: [...insertRecord(ctx, { ...row, source: "manual" }), ...counted(ctx, studentId)],
    once: true,
  });
}

/** Counts a step as done that was taken elsewhere, or that she need not take. */
export async function creditStep(ctx: Ctx, whose: Whose, input: CreditInput): Promise<void> {
  const { studentId } = whose;
  const { facts, training, student } = await readTraining(ctx, studentId);
  const step = stepIn(training.classes, input.step);
  if (!step) refuseFor(whyNotStep(facts, input.step, { on: training.on }));
  refuseFields(wrongCredit(input, step, { today: training.on, birthDate: student.birthDate }));
  const { reason, ...rest } = input;
  const minutes = Math.max(1, step?.minutes ?? 1);
  const row = { ...whose, ...rest, minutes, themes: step?.themes ?? [], note: reason };
  await commit(ctx, {
    ...about(studentId),
    action: "training.credited",
    reason,
    diff: said(input, ["step", "onDate"]),
    write: [...insertRecord(ctx, { ...row, source: "credit" }), ...counted(ctx, studentId)],
    once: true,
  });
}

/** Registers a licence, a permit, or what became of a test. */
export async function registerPaper(ctx: Ctx, whose: Whose, input: PaperInput): Promise<void> {
  const { studentId } = whose;
  const { birthDate } = toStudent(await studentQuery(ctx, studentId));
  refuseFields(wrongPaper(input, { today: dayOf(ctx.now), birthDate }));
  await commit(ctx, {
    ...about(studentId),
    action: "training.paper_registered",
    diff: said(input, ["kind", "classCode", "onDate", "until", "result", "note"]),
    write: [insertPaper(ctx, whose, input), ...counted(ctx, studentId)],
    once: true,
  });
}

/** Sets a rule aside for one step of one student: the academic leader answers for it. */
export async function overrideRule(ctx: Ctx, whose: Whose, input: OverrideInput): Promise<void> {
  const { studentId } = whose;
  const { facts, training } = await readTraining(ctx, studentId);
  const classCode = classOfStep(input.step);
  if (!classCode || !stepIn(training.classes, input.step))
    throw fieldProblem("step", "curriculum.no_such_step");
  refuseFor(whyNotOverride(facts, input, training.on));
  await commit(ctx, {
    ...about(studentId),
    action: "training.overridden",
    reason: input.reason,
    diff: said(input, ["step", "rule"]),
    write: [insertOverride(ctx, { ...whose, classCode }, input), ...counted(ctx, studentId)],
    once: true,
  });
}

/** Takes a row back; what it said stays to be read, with the reason. */
export async function withdraw(
  ctx: Ctx,
  seen: Seen,
  taken: { kind: RowKind; rowId: string } & Withdrawal,
): Promise<void> {
  const { training } = await readTraining(ctx, seen.id);
  const rows: readonly { id: string; withdrawnAt: string | null; step?: string; kind?: string }[] =
    training[taken.kind];
  const row = rows.find((one) => one.id === taken.rowId);
  if (!row) throw new Problem(404, "training.not_found");
  if (row.withdrawnAt !== null) throw new Problem(409, "training.withdrawn_already");
  await commit(ctx, {
    ...about(seen.id),
    action: "training.withdrawn",
    reason: taken.reason,
    diff: { [row.step ? "step" : "kind"]: [row.step ?? row.kind ?? null, null] },
    write: [
      touchStudent(ctx, seen),
      mustChange(ctx),
      withdrawRow(ctx, { ...taken, studentId: seen.id }),
      mustChange(ctx),
    ],
  });
}

type Onto = PlanInput & { classCode: ClassCode };

/** Puts a student on a curriculum of a class: her first, or another than she started on. */
export async function putOnPlan(ctx: Ctx, seen: Seen, plan: Onto): Promise<void> {
  const { facts, training, student } = await readTraining(ctx, seen.id);
  if (!student.classes.includes(plan.classCode))
    throw fieldProblem("classCode", "training.class_not_hers");
  const progress = training.classes.find((one) => one.classCode === plan.classCode);
  refuseFields(wrongPlan(plan, progress, { today: training.on, birthDate: student.birthDate }));
  const before = planOf(facts, plan.classCode);
  const diff = diffOf<PlanInput>(before ?? {}, plan);
  delete diff.classCode;
  if (Object.keys(diff).length === 0) {
    if (student.version !== seen.version) throw new Problem(412, "stale");
    return;
  }
  await commit(ctx, {
    ...about(seen.id),
    action: before ? "training.moved" : "training.started",
    diff: { classCode: [plan.classCode, plan.classCode], ...diff },
    write: [touchStudent(ctx, seen), mustChange(ctx), setPlan(ctx, seen.id, plan)],
  });
}

/** What a move to another curriculum would change, before anybody does it. */
export function previewMove(
  { facts, training }: Awaited<ReturnType<typeof readTraining>>,
  classCode: ClassCode,
  to: { version?: string | undefined; route?: Move["route"] | undefined },
): Move {
  const progress = training.classes.find((one) => one.classCode === classCode);
  if (!progress) throw new Problem(404, "training.not_found");
  const version = to.version ?? progress.version;
  const route = to.route ?? progress.route;
  if (!progress.versions.includes(version))
    throw fieldProblem("version", "curriculum.not_a_version");
  const changes = compareVersions(facts, { classCode, version, route }, training.on);
  return { classCode, version, route, changes };
}

const planOf = ({ plans }: Facts, classCode: ClassCode) => {
  const { version, route, startedOn } = plans.find((one) => one.classCode === classCode) ?? {};
  return version && route && startedOn ? { version, route, startedOn } : undefined;
};

/** The fields of a new row for the log. */
function said<T extends object>(input: T, fields: readonly (keyof T & string)[]): Diff {
  const given = fields.filter((name) => input[name] !== null && input[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, [null, input[name]] as const]));
}
