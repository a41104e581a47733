import type { Ctx } from "./ctx.ts";
import { tryTakeAll } from "./limits.ts";

/**
 * Takes one question to a register that others keep; milliseconds to wait when there is none left.
 * Nobody else's limits are touched by who asks too much.
 */
export function lookUpWait(ctx: Ctx): Promise<number> {
  const { id, schoolId } = ctx.actor;
  return tryTakeAll(ctx, [
    ["look_up.actor", id],
    ["look_up.school", schoolId],
  ]);
}

/** The status of a form that a register was asked for: ordinary, unless it was asked too often. */
export const lookUpStatus = (told: { wait?: number }) => (told.wait ? 429 : 200);

/** Says on an answer when asking again can help. */
export function comeBack(answer: Response, { wait }: { wait?: number }): Response {
  if (wait) answer.headers.set("retry-after", String(Math.ceil(wait / 1000)));
  return answer;
}
