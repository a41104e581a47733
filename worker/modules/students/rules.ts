import { ageOn } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { birthDateMatches, checkNationalId, holdsNationalId } from "#worker/lib/national_id.ts";
import type { FieldErrors, Reason } from "#worker/lib/problem.ts";
import { classOn, stepsTo, whyNotClass } from "#worker/modules/curriculum/mod.ts";
import type { Activation, Status, Student, StudentDetails } from "./input.ts";

/** Nobody in training was born before this; a year with a slip of the finger is. */
const EARLIEST = "1900-01-01";
/** Below this age a guardian answers for her. */
export const OF_AGE = 18;

type Dated = Pick<StudentDetails, "birthDate" | "classes" | "automaticOnly"> & {
  note?: string | null;
};
type Place = {
  today: string;
  /** What the school offers; empty where it has not said. */
  offered: readonly ClassCode[];
  /** The classes she has already: a school may stop offering a class that some are trained in. */
  has?: readonly ClassCode[];
};

/** What is wrong with a student's facts taken together, by field. */
export function wrongFacts(facts: Dated, { today, offered, has = [] }: Place): FieldErrors {
  const { birthDate, classes, automaticOnly, note } = facts;
  const strange = classes.some((c) => !offered.includes(c) && !has.includes(c));
  return {
    ...(birthDate > today ? { birthDate: "students.born_later" } : {}),
    ...(birthDate < EARLIEST ? { birthDate: "students.born_long_ago" } : {}),
    ...(offered.length > 0 && strange ? { classes: "students.class_not_offered" } : {}),
    ...(automaticOnly.some((c) => !classes.includes(c))
      ? { automaticOnly: "students.automatic_without_class" }
      : {}),
    ...wrongText({ note }),
  };
}

/** Written in clear and read by all the staff: a national id has a sealed field of its own. */
export function wrongText(texts: Record<string, string | null | undefined>): FieldErrors {
  const held = Object.entries(texts).filter(([, text]) => text && holdsNationalId(text));
  return Object.fromEntries(held.map(([field]) => [field, "national_id.in_text"]));
}

/** What is wrong with a national id for somebody born that day; nothing when it may be hers. */
export function wrongNationalId(
  nationalId: string,
  { birthDate, today, synthetic }: { birthDate: string; today: string; synthetic: boolean },
): string | undefined {
  const wrong = checkNationalId(nationalId, { synthetic, on: today });
  if (wrong) return wrong;
  return birthDateMatches(nationalId, birthDate, today)
    ? undefined
    : "students.national_id_other_birth_date";
}

const past = (status: Status) => status === "finished" || status === "quit";

/** Why a student cannot leave the register of those in training; nothing when she can. */
export function whyNotDeactivate({ status }: Pick<Student, "status">): Reason[] {
  return past(status) ? [{ code: "students.left_already", source: "students.register" }] : [];
}

/** Why a student's status cannot be that one. */
export function whyNotActivate(
  { status }: Pick<Student, "status">,
  to: Activation["status"],
): Reason[] {
  return status === to ? [{ code: "students.same_status", source: "students.register" }] : [];
}

/** Whoever left comes back for a reason. */
export function wantsReason({ status }: Pick<Student, "status">): boolean {
  return past(status);
}

/** A minor without a guardian: allowed, but somebody must be able to answer for her. */
export function whyGuardian(birthDate: string, guardians: number, today: string): Reason[] {
  if (guardians > 0 || birthDate > today || ageOn(birthDate, today) >= OF_AGE) return [];
  return [{ code: "students.minor_without_guardian", source: "law.guardianship" }];
}

/** What she may begin with in each of her classes, from when, and what the law wants besides. */
export function classRules(
  { birthDate, classes }: Pick<Student, "birthDate" | "classes">,
  today: string,
) {
  return classes.map((code) => ({
    code,
    steps: stepsTo(birthDate, code, today),
    reasons: whyNotClass(birthDate, code, today),
    needs: classOn(code, today)?.needs ?? [],
  }));
}
