import type { Context } from "hono";
import type { Env } from "#worker/lib/env.ts";
import { dropSession } from "#worker/lib/session.ts";

/**
 * Nothing of the session stays in the browser. Its cookies are dropped by name and not by
 * "cookies": that would forget that the browser is known, and a stranger could lock its owner out.
 */
export function forgetHere(c: Context<Env>): void {
  dropSession(c);
  c.header("Clear-Site-Data", '"cache", "storage"');
}
