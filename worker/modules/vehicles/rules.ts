import { dueOf } from "#worker/lib/due.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { Vehicle } from "./input.ts";

const inspection = "vehicles.law_inspection";
const training = "vehicles.law_training";
const insurance = "vehicles.law_insurance";
const school = "vehicles.school_record";

/** The kinds in which the instructor must be able to brake; nobody sits beside a rider. */
const needsDualControls: readonly Vehicle["kind"][] = ["car", "lorry", "bus"];

type Driven = Pick<
  Vehicle,
  "kind" | "classes" | "dualControls" | "inspectBy" | "insuredUntil" | "retiredOn"
>;

/** Why a lesson of that class may not be driven in a vehicle on that day; nothing when it may. */
export function whyNotDrive(vehicle: Driven, classCode: ClassCode, on: string): Reason[] {
  const { retiredOn, classes, inspectBy, insuredUntil, kind, dualControls } = vehicle;
  const reasons: (Reason | false | null | undefined)[] = [
    retiredOn !== null &&
      retiredOn <= on && { code: "vehicles.retired", source: school, params: { on: retiredOn } },
    !classes.includes(classCode) && {
      code: "vehicles.wrong_class",
      source: school,
      params: { class: classCode },
    },
    inspectBy !== null &&
      inspectBy < on && {
        code: "vehicles.inspection_overdue",
        source: inspection,
        params: { on: inspectBy },
      },
    insuredUntil !== null &&
      insuredUntil < on && {
        code: "vehicles.insurance_ended",
        source: insurance,
        params: { on: insuredUntil },
      },
    needsDualControls.includes(kind) &&
      !dualControls && { code: "vehicles.no_dual_controls", source: training },
  ];
  return reasons.filter((reason) => typeof reason === "object" && reason !== null);
}

/** Why a vehicle is not in use any more, so that its data stay as they were; nothing when it is. */
export function whyNotChange({ retiredOn }: Pick<Vehicle, "retiredOn">): Reason[] {
  if (retiredOn === null) return [];
  return [{ code: "vehicles.retired", source: school, params: { on: retiredOn } }];
}

/** Why a vehicle cannot be taken back into use; nothing when it can. */
export function whyNotUnretire({ retiredOn }: Pick<Vehicle, "retiredOn">): Reason[] {
  return retiredOn === null ? [{ code: "vehicles.in_use", source: school }] : [];
}

/** What runs out for a vehicle; one out of use is nobody's worry. */
export function dues(
  { retiredOn, inspectBy, insuredUntil }: Pick<Vehicle, "retiredOn" | "inspectBy" | "insuredUntil">,
  today: string,
) {
  if (retiredOn !== null) return { inspectionDue: null, insuranceDue: null };
  return { inspectionDue: dueOf(inspectBy, today), insuranceDue: dueOf(insuredUntil, today) };
}
