import { and, eq, isNull, sql } from "drizzle-orm";
import { type Diff, diffOf } from "#worker/lib/audit.ts";
import { changes, commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { fieldProblem, Problem, refuseFor } from "#worker/lib/problem.ts";
import { employees } from "#worker/modules/employees/mod.ts";
import { branches, offeredRows } from "#worker/modules/schools/mod.ts";
import { withdrawFrom } from "#worker/modules/users/mod.ts";
import type { Activation, Deactivation, Student, StudentDetails, StudentInput } from "./input.ts";
import { onRecord } from "./national_ids/taken.ts";
import {
  clearClasses,
  getStudent,
  indexStudent,
  insertClasses,
  insertStudent,
  sortNameOf,
  studentQuery,
  toStudent,
  updateStudent,
} from "./queries.ts";
import {
  wantsReason,
  whyNotActivate,
  whyNotDeactivate,
  wrongFacts,
  wrongNationalId,
  wrongText,
} from "./rules.ts";

/** Who an audit row about a student is about. */
export const about = (entityId: string) => ({ entity: "student", entityId });
export const unique = {
  "students.school_id, students.national_id_index": ["nationalId", "students.national_id_taken"],
} as const;

/** Takes a student into the register, with the next number of the school. */
export async function registerStudent(ctx: Ctx, id: string, input: StudentInput): Promise<void> {
  const [offered, ...refs] = await ctx.db.batch([offeredRows(ctx), ...refQueries(ctx, input)]);
  refuseFacts(ctx, input, { offered, refs });
  const wrongId = input.nationalId && nationalIdProblem(ctx, input.nationalId, input.birthDate);
  if (wrongId) throw fieldProblem("nationalId", wrongId);
  const change = { ...about(id), action: "students.registered", diff: registered(input) } as const;
  const write = insertStudent(ctx, id, input);
  await onRecord(ctx, input.nationalId, () => commit(ctx, { ...change, write, unique }));
}

/** Changes what the register says of her; her status and national id have actions of their own. */
export async function changeStudent(ctx: Ctx, seen: Seen, input: StudentDetails): Promise<void> {
  const reads = [studentQuery(ctx, seen.id), offeredRows(ctx), ...refQueries(ctx, input)] as const;
  const [rows, offered, ...refs] = await ctx.db.batch(reads);
  const before = toStudent(rows);
  refuseFacts(ctx, input, { offered, refs, before });
  const diff = diffOf<StudentDetails>(before, inLawOrder(input, before));
  if (!changes(before, seen, diff)) return;
  const { classes, automaticOnly, ...fields } = input;
  await commit(ctx, {
    ...about(seen.id),
    action: "students.changed",
    diff,
    write: [
      updateStudent(ctx, seen, { ...fields, sortName: sortNameOf(input) }),
      mustChange(ctx),
      clearClasses(ctx, seen.id),
      ...insertClasses(ctx, seen.id, input),
      ...indexStudent(ctx, seen.id, { ...input, formerNumber: before.formerNumber }),
      // Whoever has the old address must not become her by a letter that lies there.
      ...(input.email === before.email ? [] : [withdrawFrom(ctx, seen.id)]),
    ],
  });
}

/** She has finished or quits: out of the lists of today, never out of the register. */
export async function deactivateStudent(ctx: Ctx, seen: Seen, how: Deactivation): Promise<void> {
  refuseText({ reason: how.reason });
  const before = await getStudent(ctx, seen.id);
  refuseFor(whyNotDeactivate(before));
  await setStatus(ctx, before, { seen, action: "students.deactivated", ...how });
}

/** Onto the waiting list, into training, or back after having left. */
export async function activateStudent(ctx: Ctx, seen: Seen, to: Activation): Promise<void> {
  refuseText({ reason: to.reason });
  const before = await getStudent(ctx, seen.id);
  refuseFor(whyNotActivate(before, to.status));
  if (wantsReason(before) && !to.reason) throw fieldProblem("reason", "students.reason_to_return");
  await setStatus(ctx, before, { seen, action: "students.activated", ...to });
}

type StatusChange = (Deactivation | Activation) & {
  seen: Seen;
  action: "students.activated" | "students.deactivated";
};

async function setStatus(ctx: Ctx, before: Student, change: StatusChange): Promise<void> {
  const { seen, status, reason, action } = change;
  await commit(ctx, {
    ...about(seen.id),
    action,
    ...(reason ? { reason } : {}),
    diff: diffOf<Student>(before, { status }),
    write: [updateStudent(ctx, seen, { status }), mustChange(ctx)],
  });
}

/** Stops what would be kept in clear with a national id in it. */
export function refuseText(texts: Parameters<typeof wrongText>[0]): void {
  const fields = wrongText(texts);
  if (Object.keys(fields).length > 0) throw new Problem(422, "invalid", { fields });
}

/** What is wrong with a national id of somebody born that day. */
export function nationalIdProblem(ctx: Ctx, nationalId: string, birthDate: string) {
  const synthetic = ctx.env.SYNTHETIC_IDS === "yes";
  return wrongNationalId(nationalId, { birthDate, today: dayOf(ctx.now), synthetic });
}

// That it is set, never what it is.
const registered = (input: StudentInput): Diff =>
  diffOf<StudentInput>({ classes: [], automaticOnly: [] }, input, ["nationalId"]);

/** Ticking the same boxes in another order is no change. */
function inLawOrder(input: StudentDetails, before: Student): StudentDetails {
  const same = (a: readonly string[], b: readonly string[]) =>
    a.length === b.length && a.every((one) => b.includes(one));
  return {
    ...input,
    ...(same(input.classes, before.classes) && { classes: before.classes }),
    ...(same(input.automaticOnly, before.automaticOnly) && {
      automaticOnly: before.automaticOnly,
    }),
  };
}

/** Whether the branch and the instructor are the school's own. */
function refQueries(ctx: Ctx, { branchId, instructorId }: StudentDetails) {
  const { schoolId } = ctx.actor;
  const found = { id: sql<string>`id` };
  const branch = and(
    eq(branches.schoolId, schoolId),
    eq(branches.id, branchId ?? ""),
    isNull(branches.closedOn),
  );
  const instructor = and(
    eq(employees.schoolId, schoolId),
    eq(employees.id, instructorId ?? ""),
    isNull(employees.leftOn),
  );
  return [
    ctx.db.select(found).from(branches).where(branch),
    ctx.db.select(found).from(employees).where(instructor),
  ] as const;
}

type Found = {
  offered: readonly { code: Student["classes"][number] }[];
  refs: readonly [branch: readonly unknown[], instructor: readonly unknown[]];
  before?: Student;
};

function refuseFacts(ctx: Ctx, input: StudentDetails, { offered, refs, before }: Found): void {
  const [branch, instructor] = refs;
  // Whoever is there already may stay: a closed branch must not stop a new telephone number.
  const kept = (name: "branchId" | "instructorId") =>
    input[name] === null || input[name] === before?.[name];
  const fields = {
    ...wrongFacts(input, {
      today: dayOf(ctx.now),
      offered: offered.map((o) => o.code),
      ...(before ? { has: before.classes } : {}),
    }),
    ...(branch.length > 0 || kept("branchId") ? {} : { branchId: "students.no_such_branch" }),
    ...(instructor.length > 0 || kept("instructorId")
      ? {}
      : { instructorId: "students.no_such_instructor" }),
  };
  if (Object.keys(fields).length > 0) throw new Problem(422, "invalid", { fields });
}
