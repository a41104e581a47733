import { dueOf } from "#worker/lib/due.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { Approval, Employee } from "./input.ts";

const law = "employees.law_approval";
const school = "employees.school_record";

type Days = Pick<Approval, "classCode" | "approvedFrom" | "approvedTo">;
type Teacher = Pick<Employee, "teaches" | "hiredOn" | "leftOn"> & { approvals: readonly Days[] };

/** Why somebody may not teach a class on a day; nothing when she may. */
export function whyNotTeach(who: Teacher, classCode: ClassCode, on: string): Reason[] {
  const { teaches, hiredOn, leftOn, approvals } = who;
  const approval = approvals.find((one) => one.classCode === classCode);
  const about = { class: classCode };
  const reasons: (Reason | false | null | undefined)[] = [
    leftOn !== null &&
      leftOn < on && { code: "employees.left", source: school, params: { on: leftOn } },
    hiredOn !== null &&
      hiredOn > on && { code: "employees.not_started", source: school, params: { on: hiredOn } },
    !teaches && { code: "employees.does_not_teach", source: school },
    !approval && { code: "employees.not_approved", source: law, params: about },
    approval !== undefined &&
      approval.approvedFrom > on && {
        code: "employees.approval_later",
        source: law,
        params: { ...about, on: approval.approvedFrom },
      },
    approval !== undefined &&
      approval.approvedTo !== null &&
      approval.approvedTo < on && {
        code: "employees.approval_ended",
        source: law,
        params: { ...about, on: approval.approvedTo },
      },
  ];
  return reasons.filter((reason) => typeof reason === "object" && reason !== null);
}

/** Whether somebody works at the school on a day. */
export function worksOn({ leftOn }: Pick<Employee, "leftOn">, on: string): boolean {
  return leftOn === null || leftOn >= on;
}

/** Why somebody cannot be given a last day; nothing when she can. */
export function whyNotLeave(who: Pick<Employee, "leftOn" | "hiredOn">, leftOn: string): Reason[] {
  if (who.leftOn !== null)
    return [{ code: "employees.left", source: school, params: { on: who.leftOn } }];
  if (who.hiredOn !== null && who.hiredOn > leftOn)
    return [{ code: "employees.left_before_start", source: school, params: { on: who.hiredOn } }];
  return [];
}

/** Why somebody cannot come back; nothing when she can. */
export function whyNotReturn({ leftOn }: Pick<Employee, "leftOn">): Reason[] {
  return leftOn === null ? [{ code: "employees.works_here", source: school }] : [];
}

/** An approval with the warning that holds on a day. */
export const withDue = (approval: Days, today: string): Approval => ({
  classCode: approval.classCode,
  approvedFrom: approval.approvedFrom,
  approvedTo: approval.approvedTo,
  due: dueOf(approval.approvedTo, today),
});
