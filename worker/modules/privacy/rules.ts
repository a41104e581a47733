import { DAY, shift } from "#worker/lib/clock.ts";
import type { Reason } from "#worker/lib/problem.ts";

/** What speaks against erasing somebody now. */
export type Facts = { status: string; lessonsAhead: number; openOre: number; erased: boolean };

/** Why she cannot be erased now, and what would help. */
export function whyNotErase({ status, lessonsAhead, openOre, erased }: Facts): Reason[] {
  if (erased) return [{ code: "privacy.erased_already", source: "privacy.art_17" }];
  return [
    ...(status === "active" || status === "waiting"
      ? [{ code: "privacy.still_training", source: "privacy.art_6" }]
      : []),
    ...(lessonsAhead > 0 ? [{ code: "privacy.lessons_ahead", source: "privacy.art_6" }] : []),
    ...(openOre !== 0 ? [{ code: "privacy.owes", source: "privacy.art_17" }] : []),
  ];
}

/** One person asks; a second may do it at once, and the clock does it a day later. */
export const dueAt = (now: string) => shift(now, DAY);

/** Who asked cannot be the second person. */
export const mayConfirm = (erasure: { requestedBy: string }, actorId: string) =>
  erasure.requestedBy !== actorId;
