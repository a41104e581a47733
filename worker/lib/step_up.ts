import { createMiddleware } from "hono/factory";
import { notOnVisit } from "./can.ts";
import { MINUTE } from "./clock.ts";
import type { Env } from "./env.ts";
import type { Draft } from "./input.ts";
import { Problem } from "./problem.ts";
import { note } from "./route.ts";

/** How long a fresh proof of who you are lasts. */
export const FRESH = 5 * MINUTE;

/**
 * Stands after can() on sensitive routes: the person must have proven herself within 5 minutes.
 * After form() it lets a form with mistakes by: submit() shows that again and does nothing, and
 * nobody proves who she is for a form that would be refused.
 */
export function stepUp() {
  const guard = createMiddleware<Env>(async (c, next) => {
    // Hers to prove whom somebody visits, and nobody else's.
    if (c.var.session?.visit) throw notOnVisit();
    const draft = c.req.valid("form" as never) as Draft<unknown> | undefined;
    if (draft && draft.value === undefined) return next();
    const proven = Date.parse(c.var.session?.authAt ?? "1970-01-01T00:00:00.000Z");
    if (Date.parse(c.var.now) - proven > FRESH) throw new Problem(403, "step_up_required");
    await next();
  });
  return note(guard, { stepUp: true });
}
