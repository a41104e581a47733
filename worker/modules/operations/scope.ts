import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { Problem } from "#worker/lib/problem.ts";

/** The scope of this module: the one system of all schools, for the platform alone. */
export function wholeSystem(ctx: Ctx): void {
  if (ctx.actor.schoolId !== PLATFORM) throw new Problem(403, "forbidden");
}
