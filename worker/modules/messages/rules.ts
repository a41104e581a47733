import { holdsNationalId } from "#worker/lib/national_id.ts";
import type { FieldErrors, Reason } from "#worker/lib/problem.ts";
import type { Sender } from "./input.ts";

const school = "messages.school_record";

/** How much of a message a list shows. */
const BEGINNING = 120;

type Two = { instructorId: string | null; leftOn: string | null };

/** Why one of the two cannot write to the other; nothing when she can. */
export function whyNotWrite(side: Sender, { instructorId, leftOn }: Two, today: string): Reason[] {
  if (instructorId === null)
    return [{ code: "messages.not_staff", source: school, help: "messages.not_staff_help" }];
  if (side === "student" && leftOn !== null && leftOn <= today)
    return [{ code: "messages.has_left", source: school, help: "messages.has_left_help" }];
  return [];
}

/** What is wrong with a message: a national id has a sealed field of its own. */
export const wrongMessage = (text: string): FieldErrors =>
  holdsNationalId(text) ? { text: "national_id.in_text" } : {};

/** The beginning of a message on one line; letters of two code units stay whole. */
export function beginningOf(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const letters = [...line];
  return letters.length <= BEGINNING ? line : `${letters.slice(0, BEGINNING - 1).join("")}…`;
}
