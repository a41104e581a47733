import { createExecutionContext, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { app } from "#worker/app.tsx";
import type { RateLimiter } from "#worker/objects/rate_limiter.ts";
import { as, type Person, send } from "#worker/test/harness.ts";
import { logged } from "#worker/test/logged.ts";
import { hashOf, sessionsOf } from "./session.ts";

const path = "/api/v1/branches";

type Call = { shard: string; asks: Parameters<RateLimiter["takeAll"]>[0] };

/** The real limiter and the real sessions, and what they were asked, in the order of the asking. */
function watched() {
  const calls: Call[] = [];
  const order: string[] = [];
  const LIMITS = {
    getByName: (shard: string) => ({
      takeAll: (asks: Call["asks"], now: number) => {
        calls.push({ shard, asks });
        order.push("limit");
        return env.LIMITS.getByName(shard).takeAll(asks, now);
      },
    }),
  };
  const SESSIONS = {
    getByName: (name: string) => ({
      check: async (hash: string, now: string) => {
        await scheduler.wait(30);
        const found = await env.SESSIONS.getByName(name).check(hash, now);
        order.push("session");
        return found;
      },
    }),
  };
  return { calls, order, bindings: { ...env, LIMITS, SESSIONS } };
}

const ask = (person: Person, bindings: object, to = path) =>
  app.request(`https://tms.test${to}`, person, bindings, createExecutionContext());

test("a person's 61st call at once is told when to come back, and nobody else's is", async () => {
  const office = await as("office");
  const answers = await Promise.all(Array.from({ length: 75 }, () => office.get(path)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(60);
  expect(refused.length).toBeGreaterThan(0);
  const [first] = refused;
  expect(first?.headers.get("content-type")).toBe("application/problem+json");
  expect(Number(first?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  expect(await first?.json()).toMatchObject({ status: 429, code: "too_many" });
  expect((await (await as("office")).get(path)).status).toBe(200);
});

test("pages of somebody signed in have no such limit", async () => {
  const office = await as("office");
  const answers = await Promise.all(Array.from({ length: 75 }, () => office.get("/vehicles")));
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
});

test("what costs more than a page has a small limit of its own, said in words", async () => {
  const wanted = async (times: number, ask: () => Promise<Response>) => {
    const statuses = [];
    for (let n = 0; n < times; n++) statuses.push((await ask()).status);
    const last = await ask();
    return { statuses: new Set(statuses), last };
  };
  const owner = await as("owner", "eager");
  const files = await wanted(10, () => owner.get("/students/export?format=csv"));
  expect([files.statuses, files.last.status]).toEqual([new Set([200]), 429]);
  expect(Number(files.last.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await files.last.text()).toContain("Prøv igjen om");
  expect((await owner.get("/students")).status).toBe(200);
  const content = Buffer.from("Fornavn;Etternavn\nKari;Ås").toString("base64");
  const upload = () => owner.post("/api/v1/imports", { fileName: "elever.csv", content });
  const uploads = await wanted(30, upload);
  expect([uploads.statuses, uploads.last.status]).toEqual([new Set([201]), 429]);
});

test("a school has a limit over all its people", async () => {
  const [one, two] = [await as("office", "busy"), await as("instructor", "busy")];
  const { calls, bindings } = watched();
  expect((await ask(one, bindings)).status).toBe(200);
  const [call] = calls;
  const ofSchool = call?.asks.at(-1);
  if (!call || !ofSchool) throw new Error("The limiter was not asked");
  await runInDurableObject(env.LIMITS.getByName(call.shard), (limiter) => {
    // From five seconds ahead: what comes back meanwhile is not enough to let anybody through.
    const now = Date.now() + 5_000;
    for (let n = 0; n < 6_100; n++) limiter.takeAll([ofSchool], now);
  });
  expect((await two.get(path)).status).toBe(429);
  expect((await one.get(path)).status).toBe(429);
  expect((await (await as("office", "calm")).get(path)).status).toBe(200);
});

test("being counted is one call, and from the second request on beside the session check", async () => {
  const office = await as("office");
  const { calls, order, bindings } = watched();
  await ask(office, bindings);
  expect(order).toEqual(["session", "limit"]);
  order.length = 0;
  expect((await ask(office, bindings)).status).toBe(200);
  expect(order).toEqual(["limit", "session"]);
  expect(calls).toHaveLength(2);
  expect(calls[1]?.asks).toEqual(calls[0]?.asks);
  await ask(office, bindings, "/vehicles");
  expect(calls).toHaveLength(2);
});

test("the cookie of a session that has ended uses up nothing of its owner's", async () => {
  const office = await as("office");
  const { calls, bindings } = watched();
  expect((await ask(office, bindings)).status).toBe(200);
  await sessionsOf(env, office.userId).signOut(hashOf(office.secret));
  const statuses = [await ask(office, bindings), await ask(office, bindings)];
  expect(statuses.map(({ status }) => status)).toEqual([401, 401]);
  const [own, , after] = calls;
  expect(own?.asks).toHaveLength(2);
  expect(after?.asks).toHaveLength(1);
  expect(own?.asks).not.toContainEqual(after?.asks[0]);
});

test("who is not signed in is counted by her address", async () => {
  const from = (address: string) =>
    send("GET", "/api/v1/students", { headers: { "cf-connecting-ip": address } });
  const many = await Promise.all(Array.from({ length: 75 }, () => from("192.0.2.77")));
  const statuses = new Set(many.map(({ status }) => status));
  expect([...statuses].sort()).toEqual([401, 429]);
  expect((await from("192.0.2.78")).status).toBe(401);
});

test("without its limiter the API goes on", async () => {
  const log = logged();
  const broken = { getByName: () => ({ takeAll: () => Promise.reject(new Error("overloaded")) }) };
  const office = await as("office");
  const bindings = { ...env, LIMITS: broken };
  const answers = await Promise.all(Array.from({ length: 75 }, () => ask(office, bindings)));
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  expect(log.lines()[0]).toMatchObject({ event: "rate_limiter.degraded" });
  log.restore();
});
