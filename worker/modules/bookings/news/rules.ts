import type { Booking } from "../input.ts";

/** What became of a student's lesson, in the terms of the letter that tells of it. */
export type NewsKind = "lesson_booked" | "lesson_moved" | "lesson_reassigned" | "lesson_cancelled";
export type News = { kind: NewsKind; studentId: string; booking: Booking; before?: Booking };

const told: readonly Booking["kind"][] = ["lesson", "assessment", "course", "test"];

/** The student who has it now, if a letter could be about it at all. */
const whose = (booking: Booking | undefined, now: string) =>
  booking?.status === "booked" && booking.startsAt > now && told.includes(booking.kind)
    ? booking.studentId
    : null;

/**
 * What a change means for students: nothing, something for one of them, or, when a lesson is given
 * to somebody else, something for each of the two. What lies behind is no news.
 */
export function newsOf(change: { before?: Booking; after: Booking }, now: string): News[] {
  const { before, after: booking } = change;
  const [had, has] = [whose(before, now), whose(booking, now)];
  if (!before || had === null)
    return has === null ? [] : [{ kind: "lesson_booked", studentId: has, booking }];
  // What is attested is no news: she was there.
  if (has === null)
    return booking.status === "cancelled" || booking.status === "booked"
      ? [{ kind: "lesson_cancelled", studentId: had, booking, before }]
      : [];
  if (has !== had)
    return [
      { kind: "lesson_cancelled", studentId: had, booking, before },
      { kind: "lesson_booked", studentId: has, booking },
    ];
  const moved = before.startsAt !== booking.startsAt || before.endsAt !== booking.endsAt;
  if (moved) return [{ kind: "lesson_moved", studentId: has, booking, before }];
  if (before.instructorId !== booking.instructorId)
    return [{ kind: "lesson_reassigned", studentId: has, booking, before }];
  return [];
}

/** The news of one commit in as few letters as can be: a series is one letter, not twenty-six. */
export function asLetters(news: readonly News[]): [News, ...News[]][] {
  const groups = Map.groupBy(news, ({ kind, studentId, booking }) =>
    kind === "lesson_booked" ? `${studentId} ${booking.seriesId ?? booking.id}` : booking.id + kind,
  );
  return [...groups.values()].flatMap(([first, ...more]) => (first ? [[first, ...more]] : []));
}
