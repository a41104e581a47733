import { evictDurableObject, listDurableObjectIds, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { idOf } from "#worker/test/harness.ts";
import { HOUR, MINUTE, shift } from "./clock.ts";
import { giveBack, type LimitName, limits, take, tryTake } from "./limits.ts";

const start = "2026-11-23T08:00:00.000Z";
const at = (ms: number, bindings = env) => ({
  env: bindings,
  now: shift(start, ms),
  requestId: idOf("r"),
});

/** How many of that many attempts are let through at one moment. */
async function burst(name: LimitName, key: string, ms = 0, attempts = 80): Promise<number> {
  const waits = await Promise.all(
    Array.from({ length: attempts }, () => tryTake(at(ms), name, key)),
  );
  return waits.filter((wait) => wait === 0).length;
}

test.each([
  ["sign_in.caller", 10, 15 * MINUTE, 20],
  ["sign_in.network", 60, 15 * MINUTE, 60],
  ["sign_in.device", 10, 15 * MINUTE, 10],
  ["code.session", 5, 5 * MINUTE, 5],
  ["code.account", 20, HOUR, 20],
  ["letters.address", 3, HOUR, 3],
  ["letters.caller", 20, HOUR, 20],
  ["invite.actor", 20, HOUR, 20],
  ["reveal.actor", 30, HOUR, 30],
  ["look_up.actor", 20, HOUR, 60],
  ["export.actor", 10, HOUR, 30],
  ["upload.actor", 30, HOUR, 60],
  ["bulk.actor", 40, HOUR, 120],
  ["api.actor", 60, MINUTE, 600],
  ["api.caller", 60, MINUTE, 600],
  ["csp_report.caller", 10, HOUR, 30],
] as const)(
  "%s lets %i through at once, and then the rest of its rate",
  async (name, first, per, limit) => {
    const key = `exact ${name}`;
    expect(await burst(name, key)).toBe(first);
    // One comes back for each part of the period, never two.
    const each = per / limit;
    expect(await burst(name, key, each - 1)).toBe(0);
    expect(await burst(name, key, each)).toBe(1);
    expect(await burst(name, key, 3 * each)).toBe(2);
    expect(await burst(name, key, 3 * each + per * 2)).toBe(first);
  },
);

test("an account is free five times, and then waits twice as long for every failure", async () => {
  const name = "sign_in.account";
  expect(await burst(name, "kari@example.no")).toBe(5);
  let ms = 0;
  for (const seconds of [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
    expect(await tryTake(at(ms + seconds * 1000 - 1), name, "kari@example.no")).toBe(1);
    ms += seconds * 1000;
    expect(await burst(name, "kari@example.no", ms)).toBe(1);
  }
  await giveBack(at(ms), name, "kari@example.no"); // the owner signs in: all is forgiven
  expect(await burst(name, "kari@example.no", ms)).toBe(5);
  expect(await burst(name, "ola@example.no", ms)).toBe(5); // nobody else ever waited
});

test("what is given back was never counted", async () => {
  for (let i = 0; i < 30; i++) {
    expect(await tryTake(at(0), "sign_in.caller", "192.0.2.1")).toBe(0);
    await giveBack(at(0), "sign_in.caller", "192.0.2.1");
  }
  expect(await burst("sign_in.caller", "192.0.2.1")).toBe(10);
});

test("take() says when to come back", async () => {
  await burst("letters.address", "waits");
  const refusal = take(at(0), "letters.address", "waits");
  await expect(refusal).rejects.toMatchObject({ status: 429, code: "too_many", retryAfter: 1200 });
});

test("shards are few, know no key by its name, and keep an account's count when evicted", async () => {
  for (let i = 0; i < 300; i++) await tryTake(at(0), "sign_in.account", `p${i}@example.no`);
  const ids = await listDurableObjectIds(env.LIMITS);
  expect(ids.length).toBeLessThanOrEqual(2 * 64); // on disk and in memory
  expect(await burst("code.session", "evicted")).toBe(5);
  // Those of other tests may have gone to sleep by themselves.
  for (const id of ids) await evictDurableObject(env.LIMITS.get(id)).catch(() => undefined);
  // Beyond what this isolate remembers by itself: one more is free, and only one.
  expect(await burst("code.session", "evicted", MINUTE)).toBe(1);
});

test("an alarm forgets what limits nobody any more", async () => {
  await tryTake(at(-48 * HOUR), "letters.caller", "long ago");
  const ids = await listDurableObjectIds(env.LIMITS);
  const stubs = ids.map((id) => env.LIMITS.get(id));
  const total = async () => (await Promise.all(stubs.map((s) => s.size()))).reduce((a, b) => a + b);
  const before = await total();
  for (const stub of stubs) await runDurableObjectAlarm(stub);
  expect(await total()).toBeLessThan(before);
});

const silent = { getByName: () => ({ takeAll: () => new Promise(() => undefined) }) };
const broken = {
  getByName: () => ({ takeAll: () => Promise.reject(new Error("The object is overloaded")) }),
};

test.each([
  ["out of reach", broken],
  ["slower than 150 ms", silent],
])("a limiter %s: signing in gets three a minute, reading goes on", async (_, binding) => {
  const without = { ...env, LIMITS: binding as unknown as typeof env.LIMITS };
  const key = `degraded ${_}`;
  const tryOnce = (name: LimitName, ms: number) => tryTake(at(ms, without), name, key, 150);
  const waits = [];
  for (let i = 0; i < 5; i++) waits.push(await tryOnce("sign_in.caller", i));
  expect(waits.map((wait) => wait === 0)).toEqual([true, true, true, false, false]);
  expect(await tryOnce("sign_in.caller", MINUTE + 1)).toBe(0);
  for (let i = 0; i < 5; i++) expect(await tryOnce("api.actor", i)).toBe(0);
});

test("what the object allowed counts when it goes away", async () => {
  const without = { ...env, LIMITS: broken as unknown as typeof env.LIMITS };
  expect(await burst("sign_in.caller", "then gone")).toBe(10);
  expect(await tryTake(at(0, without), "sign_in.caller", "then gone")).toBeGreaterThan(0);
});

test("every limit that guards an account is kept on disk and fails closed", () => {
  const weak = Object.entries(limits).filter(
    ([name, rule]) =>
      !/^(api|csp_report)\./.test(name) && (rule.outage !== "closed" || rule.store !== "disk"),
  );
  expect(weak).toEqual([]);
});
