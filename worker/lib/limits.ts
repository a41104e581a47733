import { createHmac } from "node:crypto";
import { MINUTE } from "./clock.ts";
import type { Ctx } from "./ctx.ts";
import { currentKey } from "./keys.ts";
import { type LimitName, limits, type Rule } from "./limit_rules.ts";
import { log } from "./log.ts";
import { reasonOf } from "./log_error.ts";
import { count } from "./metrics.ts";
import { inTheEu } from "./place.ts";
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
/** A limit, and who or what it counts. */
export type Bucket = readonly [name: LimitName, key: string];

// What this isolate knows by itself: until when a key is refused, and what was let through.
const refusedUntil = new Map<string, number>();
const letThrough = new Map<string, number[]>();

/** Takes one of a limit before the work that it guards. Throws 429 and says when to come back. */
export async function take(who: Who, name: LimitName, key: string): Promise<void> {
  const wait = await tryTake(who, name, key);
  if (wait > 0) throw new Problem(429, "too_many", { retryAfter: wait / 1000 });
}

/** Takes one of a limit; milliseconds to wait when there is none. */
export function tryTake(
  who: Who,
  name: LimitName,
  key: string,
  patience = patienceHere(),
): Promise<number> {
  return tryTakeAll(who, [[name, key]], patience);
}

/** Takes one of every limit or of none. Throws 429 and says when to come back. */
export async function takeAll(who: Who, asked: readonly Bucket[]): Promise<void> {
  const wait = await tryTakeAll(who, asked);
  if (wait > 0) throw new Problem(429, "too_many", { retryAfter: wait / 1000 });
}

/**
 * Takes one of every limit or of none, in one call: the shard is that of the last and widest,
 * whose narrower ones must always be taken together with it.
 */
export async function tryTakeAll(
  who: Who,
  asked: readonly Bucket[],
  patience = patienceHere(),
): Promise<number> {
  const now = Date.parse(who.now);
  const buckets = asked.map(([name, key]) => bucketOf(who, name, key));
  const known = Math.max(0, ...buckets.map(({ id }) => (refusedUntil.get(id) ?? 0) - now));
  const widest = buckets.at(-1);
  if (known > 0 || !widest) return refused(asked, known);
  const asks = buckets.map(({ id, rule }) => ({ key: id, rule }));
  let waits: readonly number[];
  try {
    waits = await within(patience, widest.stub().takeAll(asks, now));
  } catch (error) {
    const names = asked.map(([name]) => name).join();
    degraded(who, names, error);
    waits = buckets.map(({ id, rule }) => (rule.outage === "open" ? 0 : locally(id, now)));
  }
  const wait = Math.max(0, ...waits);
  for (const [i, { id }] of buckets.entries()) {
    const until = now + (waits[i] ?? 0);
    if (until > now) remember(refusedUntil, id, until);
    else if (wait === 0) remember(letThrough, id, [...recent(id, now), now]);
  }
  return refused(
    asked.filter((_, i) => waits[i]),
    wait,
  );
}

// Counts a refusal, by the first limit that refuses.
function refused([first]: readonly Bucket[], wait: number): number {
  if (wait > 0 && first) count("ratelimit_denied_total", { class: first[0] });
  return wait;
}

/** Gives back what an attempt took that turned out to be right. */
export async function giveBack(who: Who, name: LimitName, key: string): Promise<void> {
  const { id, rule, stub } = bucketOf(who, name, key);
  refusedUntil.delete(id);
  letThrough.delete(id);
  try {
    await within(patienceHere(), stub().giveBack(id, rule, Date.parse(who.now)));
  } catch (error) {
    degraded(who, name, error); // strict, so harmless
  }
}

function degraded(who: Who, names: string, error: unknown): void {
  const said = { subject: names, error: reasonOf(error) };
  log("error", "rate_limiter.degraded", { request_id: who.requestId, ...said });
}

// Keyed, so that nobody can aim at the shard of somebody else, and no key tells what it is.
function bucketOf({ env }: Who, name: LimitName, key: string) {
  const rule: Rule = limits[name];
  const mac = createHmac("sha256", currentKey(env.KEYS, "limit").bytes).update(`${name}|${key}`);
  const digest = mac.digest();
  const shard = (digest[0] ?? 0) % SHARDS;
  const stub = () => inTheEu(env, env.LIMITS).getByName(`${rule.store}:${shard}`);
  return { id: digest.subarray(0, 16).toString("base64url"), rule, stub };
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

/** Whether a shard of the limits answers; nobody is counted by it. */
export async function limiterAnswers(env: Ctx["env"]): Promise<boolean> {
  return (await inTheEu(env, env.LIMITS).getByName("memory:0").size()) >= 0;
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
