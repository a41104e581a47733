import type { Context } from "hono";
import type { Env } from "#worker/lib/env.ts";
import { Problem } from "#worker/lib/problem.ts";

/** The session of a request that can() has let through, and the secret that it came with. */
export function signedIn(c: Context<Env>) {
  const { session, claim } = c.var;
  if (!session || !claim) throw new Problem(401, "sign_in_required");
  return { session, claim };
}
