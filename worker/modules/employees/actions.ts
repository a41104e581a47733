import { type Diff, diffOf } from "#worker/lib/audit.ts";
import { changes, commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { ClassCode, Seen } from "#worker/lib/fields.ts";
import { fieldProblem, Problem, refuseFor } from "#worker/lib/problem.ts";
import { branchesOf } from "#worker/modules/schools/mod.ts";
import type { ApprovalInput, Employee, EmployeeInput, Span } from "./input.ts";
import { getEmployee } from "./queries/employees.ts";
import {
  deleteApproval,
  indexEmployee,
  insertEmployee,
  putApproval,
  replaceHours,
  touchEmployee,
  updateEmployee,
  updateLeftOn,
} from "./queries/writes.ts";
import { whyNotLeave, whyNotReturn } from "./rules.ts";

const unique = {
  "employees.school_id, employees.email": ["email", "employees.email_taken"],
} as const;
const about = (entityId: string) => ({ entity: "employee", entityId });

/** Puts somebody on the staff list. The id comes with the form, so sending twice makes one. */
export async function registerEmployee(ctx: Ctx, id: string, input: EmployeeInput): Promise<void> {
  await mustWorkSomewhere(ctx, input.branchId);
  await commit(ctx, {
    ...about(id),
    action: "employees.hired",
    diff: diffOf({}, input),
    write: [insertEmployee(ctx, id, input), ...indexEmployee(ctx, id, input)],
    unique,
    once: true,
  });
}

/** Writes over the version that was seen. */
export async function changeEmployee(ctx: Ctx, seen: Seen, input: EmployeeInput): Promise<void> {
  const employee = await getEmployee(ctx, seen.id);
  if (input.branchId !== employee.branchId) await mustWorkSomewhere(ctx, input.branchId);
  const diff = diffOf<EmployeeInput>(employee, input);
  if (!changes(employee, seen, diff)) return;
  await commit(ctx, {
    ...about(seen.id),
    action: "employees.changed",
    diff,
    write: [
      updateEmployee(ctx, seen, input),
      mustChange(ctx),
      ...indexEmployee(ctx, seen.id, input),
    ],
    unique,
  });
}

/** Gives somebody a last day of work, today or another. */
export async function endEmployment(ctx: Ctx, seen: Seen, leftOn: string): Promise<void> {
  const employee = await getEmployee(ctx, seen.id);
  refuseFor(whyNotLeave(employee, leftOn));
  await setLeftOn(ctx, seen, employee, leftOn);
}

/** Takes the last day away again: she stays, or has come back. */
export async function resumeEmployment(ctx: Ctx, seen: Seen): Promise<void> {
  const employee = await getEmployee(ctx, seen.id);
  refuseFor(whyNotReturn(employee));
  await setLeftOn(ctx, seen, employee, null);
}

async function setLeftOn(ctx: Ctx, seen: Seen, employee: Employee, leftOn: string | null) {
  const diff = diffOf<Pick<Employee, "leftOn">>(employee, { leftOn });
  if (!changes(employee, seen, diff)) return;
  await commit(ctx, {
    ...about(seen.id),
    action: leftOn === null ? "employees.returned" : "employees.left",
    diff,
    write: [updateLeftOn(ctx, seen, leftOn), mustChange(ctx)],
    unique,
  });
}

/** Records that somebody may teach a class, or other days for a class that is there. */
export async function approveFor(
  ctx: Ctx,
  seen: Seen & { classCode: ClassCode },
  days: ApprovalInput,
): Promise<void> {
  const employee = await getEmployee(ctx, seen.id);
  const before = employee.approvals.find((one) => one.classCode === seen.classCode);
  const [had, has] = [before && daysOf(before), daysOf(days)];
  const same = Object.keys(diffOf({ days: had }, { days: has })).length === 0;
  const diff: Diff = same ? {} : { [`approval ${seen.classCode}`]: [had, has] };
  if (!changes(employee, seen, diff)) return;
  await commit(ctx, {
    ...about(seen.id),
    action: "employees.approved",
    diff,
    write: [touchEmployee(ctx, seen), mustChange(ctx), putApproval(ctx, seen, days)],
  });
}

/** Takes away an approval that was entered by mistake; one that ends is given its last day. */
export async function removeApproval(
  ctx: Ctx,
  seen: Seen & { classCode: ClassCode },
): Promise<void> {
  const employee = await getEmployee(ctx, seen.id);
  const before = employee.approvals.find((one) => one.classCode === seen.classCode);
  if (!before) throw new Problem(404, "employees.no_approval");
  await commit(ctx, {
    ...about(seen.id),
    action: "employees.approval_removed",
    diff: { [`approval ${seen.classCode}`]: [daysOf(before), null] },
    write: [touchEmployee(ctx, seen), mustChange(ctx), deleteApproval(ctx, seen)],
  });
}

/** Replaces somebody's working week. */
export async function planWeek(ctx: Ctx, seen: Seen, hours: readonly Span[]): Promise<void> {
  const employee = await getEmployee(ctx, seen.id);
  const diff = diffOf<{ hours: readonly Span[] }>(employee, { hours });
  if (!changes(employee, seen, diff)) return;
  await commit(ctx, {
    ...about(seen.id),
    action: "employees.week_planned",
    diff,
    write: [touchEmployee(ctx, seen), mustChange(ctx), ...replaceHours(ctx, seen.id, hours)],
    raises: ["employees.hours_overlap"],
  });
}

const daysOf = ({ approvedFrom, approvedTo }: ApprovalInput) => ({ approvedFrom, approvedTo });

async function mustWorkSomewhere(ctx: Ctx, branchId: string | null): Promise<void> {
  if (branchId === null) return;
  const open = await branchesOf(ctx);
  if (!open.some(({ id }) => id === branchId))
    throw fieldProblem("branchId", "employees.no_branch");
}
