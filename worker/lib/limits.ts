import { createHmac } from "node:crypto";
import { MINUTE } from "./clock.ts";
import type { Ctx } from "./ctx.ts";
import { currentKey } from "./keys.ts";
import { type LimitName, limits, type Rule } from "./limit_rules.ts";
import { Problem } from "./problem.ts";

export { type LimitName, limits } from "./limit_rules.ts";

declare const LOCAL: boolean;

const SHARDS = 64;
// A developer's two cores hash passwords in the same thread that should answer in time.
// Asked when it is needed: scripts that load this file have no LOCAL.
const patienceHere = () => (LOCAL ? 5_000 : 150);
const LOCALLY_PER_MINUTE = 3;
const REMEMBERED = 5_000;

type Who = Pick<Ctx, "env" | "now" | "requestId">;

// What this isolate knows by itself: until when a key is refused, and what was let through.
const refusedUntil = new Map<string, number>();
const letThrough = new Map<string, number[]>();

/** Takes one of a limit before the work that it guards. Throws 429 and says when to come back. */
export async function take(who: Who, name: LimitName, key: string): Promise<void> {
  const wait = await tryTake(who, name, key);
  if (wait > 0) throw new Problem(429, "too_many", { retryAfter: wait / 1000 });
}

/** Takes one of a limit; milliseconds to wait when there is none. */
export async function tryTake(
  who: Who,
  name: LimitName,
  key: string,
  patience = patienceHere(),
): Promise<number> {
  const rule: Rule = limits[name];
  const now = Date.parse(who.now);
  const { id, stub } = bucketOf(who, name, key, rule);
  const known = (refusedUntil.get(id) ?? 0) - now;
  if (known > 0) return known;
  let wait: number;
  try {
    wait = await within(patience, stub().take(id, rule, now));
  } catch (error) {
    console.error(who.requestId, "rate_limiter_degraded", name, String(error));
    wait = rule.outage === "open" ? 0 : locally(id, now);
  }
  if (wait > 0) remember(refusedUntil, id, now + wait);
  else remember(letThrough, id, [...recent(id, now), now]);
  return wait;
}

/** Gives back what an attempt took that turned out to be right. */
export async function giveBack(who: Who, name: LimitName, key: string): Promise<void> {
  const rule: Rule = limits[name];
  const { id, stub } = bucketOf(who, name, key, rule);
  refusedUntil.delete(id);
  letThrough.delete(id);
  try {
    await within(patienceHere(), stub().giveBack(id, rule, Date.parse(who.now)));
  } catch (error) {
    console.error(who.requestId, "rate_limiter_degraded", name, String(error)); // strict, so harmless
  }
}

// Keyed, so that nobody can aim at the shard of somebody else, and no key tells what it is.
function bucketOf({ env }: Who, name: LimitName, key: string, { store }: Rule) {
  const mac = createHmac("sha256", currentKey(env.KEYS, "limit").bytes).update(`${name}|${key}`);
  const digest = mac.digest();
  const shard = (digest[0] ?? 0) % SHARDS;
  const stub = () => {
    const place = env.ENVIRONMENT === "local" ? env.LIMITS : env.LIMITS.jurisdiction("eu");
    return place.getByName(`${store}:${shard}`);
  };
  return { id: digest.subarray(0, 16).toString("base64url"), stub };
}

// Without its object a key gets three a minute here, of which those that the object allowed count.
function locally(id: string, now: number): number {
  const [first, ...more] = recent(id, now);
  return first !== undefined && more.length + 1 >= LOCALLY_PER_MINUTE ? first + MINUTE - now : 0;
}

const recent = (id: string, now: number) =>
  (letThrough.get(id) ?? []).filter((at) => at > now - MINUTE);

function remember<V>(map: Map<string, V>, id: string, value: V): void {
  map.delete(id);
  map.set(id, value);
  const [oldest] = map.size > REMEMBERED ? map.keys() : [];
  if (oldest) map.delete(oldest);
}

async function within<T>(patience: number, work: Promise<T>): Promise<T> {
  const late = AbortSignal.timeout(patience);
  return await Promise.race([
    work,
    new Promise<never>((_, reject) =>
      late.addEventListener("abort", () => reject(new Error("Too late"))),
    ),
  ]);
}
