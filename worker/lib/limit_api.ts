import type { MiddlewareHandler } from "hono";
import { platform } from "./can.ts";
import { clock } from "./clock.ts";
import type { Env } from "./env.ts";
import { type Bucket, tryTakeAll } from "./limits.ts";
import { callerOf } from "./network.ts";
import { Problem } from "./problem.ts";
import { claimOf, hashOf, type Session } from "./session.ts";

const REMEMBERED = 5_000;

// Whose a secret was when it was last checked here: a guess at the limits of its next request.
const lastSeen = new Map<string, readonly Bucket[]>();

/**
 * Wraps the session check: a request of the API takes its limits beside it, in one call, so that
 * being counted takes no time. Only the first request of a session in an isolate waits for both.
 */
export const limitApi = (session: MiddlewareHandler<Env>) =>
  platform(async (c, next) => {
    if (!c.req.path.startsWith("/api/v1/")) return session(c, next);
    const who = { env: c.env, now: clock(c.env), requestId: c.var.requestId };
    const claim = claimOf(c);
    const secret = claim && hashOf(claim.secret);
    const guess = secret ? lastSeen.get(secret) : bucketsOf(undefined, c.req.header(CALLER));
    const early = guess && tryTakeAll(who, guess);
    return session(c, async () => {
      const buckets = bucketsOf(c.var.session, c.req.header(CALLER));
      if (secret) note(secret, c.var.session && buckets);
      const wait = await (early ?? tryTakeAll(who, buckets));
      if (wait > 0) throw new Problem(429, "too_many", { retryAfter: wait / 1000 });
      await next();
    });
  });

const CALLER = "cf-connecting-ip";

function bucketsOf(session: Session | undefined, address: string | undefined): Bucket[] {
  if (!session) return [["api.caller", callerOf(address)]];
  return [
    ["api.actor", session.userId],
    ["api.school", session.schoolId],
  ];
}

// A session that has ended is forgotten, so that its old cookie uses up nothing of its owner's.
function note(secret: string, buckets: readonly Bucket[] | undefined): void {
  lastSeen.delete(secret);
  if (buckets) lastSeen.set(secret, buckets);
  const [oldest] = lastSeen.size > REMEMBERED ? lastSeen.keys() : [];
  if (oldest) lastSeen.delete(oldest);
}
