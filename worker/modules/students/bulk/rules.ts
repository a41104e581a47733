import type { Reason } from "#worker/lib/problem.ts";

/** Why a change of several students cannot be undone; nothing when it can. */
export function whyNotUndo({
  undoneAt,
  untouched,
}: {
  undoneAt: string | null;
  untouched: number;
}): Reason[] {
  if (undoneAt) return [{ code: "students.already_undone", source: "students.register" }];
  if (untouched === 0) return [{ code: "students.nothing_to_undo", source: "students.register" }];
  return [];
}
