import type { Context } from "hono";
import type { VNode } from "preact";
import type { Env } from "#worker/lib/env.ts";
import { page } from "#worker/lib/page.tsx";
import { Problem, type Reason } from "#worker/lib/problem.ts";

type Ways = { to: string; show: (refused: readonly Reason[]) => Promise<VNode> };

/** Does it and goes on; what the law refuses is shown in the form again, reason by reason. */
export async function orRefused(
  c: Context<Env>,
  act: () => Promise<void>,
  { to, show }: Ways,
): Promise<string | Response> {
  try {
    await act();
    return to;
  } catch (error) {
    if (!(error instanceof Problem) || error.reasons.length === 0) throw error;
    return page(c, await show(error.reasons), 409);
  }
}
