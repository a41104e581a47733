import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { uuidv7 } from "uuidv7";
import { afterEach, expect, test, vi } from "vitest";
import { app } from "#worker/app.tsx";
import { scheduled } from "#worker/jobs.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { account, Browser, PASSWORD } from "#worker/test/browser.ts";
import {
  brokenObjects,
  d1Faults,
  databaseBehind,
  gone,
  objectFaults,
} from "#worker/test/faulty.ts";
import { as, origin, outboxRows, type Person } from "#worker/test/harness.ts";
import { logged } from "#worker/test/logged.ts";
import { faultyDatabase } from "#worker/test/simulation/faults.ts";

afterEach(() => vi.restoreAllMocks());

declare const FAULT_DELAY: number;

// What people meet when a part fails that we do not run ourselves. In every row: who is not known is
// not let in, a failure carries the id of its request and no word of SQL, nothing is done twice, and
// the next request to a part that is back is answered as if nothing had been.

type Asked = { method?: string; body?: object; once?: string; broken?: Partial<Bindings> };

async function ask(who: Person | undefined, path: string, asked: Asked = {}) {
  const { method = "GET", body, once, broken } = asked;
  const headers = {
    ...(who?.headers ?? { origin, "sec-fetch-site": "same-origin" }),
    ...(body && { "content-type": "application/json" }),
    ...(once && { "idempotency-key": once }),
  };
  const init = { method, headers, redirect: "manual" as const };
  const context = createExecutionContext();
  const answer = await app.request(
    `${origin}${path}`,
    { ...init, ...(body && { body: JSON.stringify(body) }) },
    { ...env, ...broken },
    context,
  );
  await waitOnExecutionContext(context).catch(() => undefined);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}
type Answer = Awaited<ReturnType<typeof ask>>;

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** A failure that is told as it should be: with an id that stands in the log, and nothing of the inside. */
function toldWell({ status, text }: Answer, log: ReturnType<typeof logged>): void {
  expect(status).toBeGreaterThanOrEqual(500);
  const shown = text.match(ID) ?? [];
  const failed = log.lines().filter(({ event }) => event === "request.failed");
  expect(shown).toContain(failed.at(-1)?.request_id);
  expect(text).not.toMatch(/D1[_ ]|SQLITE|insert into|Durable Object|planted|\bat .*\.tsx?:/i);
}

const student = { firstName: "Ada", lastName: "Feil", birthDate: "2008-01-01" };
const rowsOf = async (id: string) => {
  const count = (sql: string) => env.DB.prepare(sql).bind(id).first<number>("n");
  return [
    await count("select count(*) as n from students where id = ?"),
    await count("select count(*) as n from audit where entity_id = ?"),
  ];
};

test.each(d1Faults)("D1 fails while it is read: %s", async (text) => {
  const office = await as("office");
  const { DB, trips } = databaseBehind(async () => {
    throw new Error(`D1_ERROR: ${text}`);
  });
  for (const path of ["/students", "/api/v1/students"]) {
    const log = logged();
    const before = trips();
    toldWell(await ask(office, path, { broken: { DB } }), log);
    expect(trips() - before).toBeLessThanOrEqual(3);
    expect((await ask(office, path)).status).toBe(200);
  }
});

test.each(d1Faults)("D1 fails while it is written, before and after: %s", async (text) => {
  const office = await as("office");
  for (const [fault, expected] of [
    ["failed before", [0, 0]],
    ["failed after", [1, 1]],
  ] as const) {
    const once = uuidv7();
    const write = { method: "POST", body: student, once };
    const log = logged();
    const broken = { DB: faultyDatabase(fault, text) };
    toldWell(await ask(office, "/api/v1/students", { ...write, broken }), log);
    expect(await rowsOf(once)).toEqual(expected);
    expect((await ask(office, "/api/v1/students", write)).status).toBe(201);
    expect(await rowsOf(once)).toEqual([1, 1]);
  }
});

test("D1 is slow: a read is answered, a write is done once", async () => {
  const office = await as("office");
  const { DB } = databaseBehind(() => scheduler.wait(FAULT_DELAY));
  expect((await ask(office, "/api/v1/students", { broken: { DB } })).status).toBe(200);
  const once = uuidv7();
  const write = { method: "POST", body: student, once };
  expect((await ask(office, "/api/v1/students", { ...write, broken: { DB } })).status).toBe(201);
  expect(await rowsOf(once)).toEqual([1, 1]);
}, 90_000);

test.each(objectFaults)(
  "sessions: %s. Nobody is let in, nothing is written",
  async (_, text, marks) => {
    const office = await as("office");
    const broken = { SESSIONS: brokenObjects<Bindings["SESSIONS"]>(text, marks) };
    for (const path of ["/students", "/api/v1/students"]) {
      const log = logged();
      const answer = await ask(office, path, { broken });
      toldWell(answer, log);
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    }
    const once = uuidv7();
    const write = { method: "POST", body: student, once };
    expect((await ask(office, "/api/v1/students", { ...write, broken })).status).toBe(503);
    expect(await rowsOf(once)).toEqual([0, 0]);
    expect((await ask(office, "/students")).status).toBe(200);
  },
);

/** Types the right password, and whatever else the page asks, while a part is broken. */
async function signInWith(broken: Partial<Bindings>) {
  const who = await account("student");
  const browser = new Browser();
  await browser.get("/sign-in");
  const body = new URLSearchParams({ _token: browser.token, email: who.email, password: PASSWORD });
  const init = { method: "POST", headers: browser.headers(), body };
  const context = createExecutionContext();
  const answer = await app.request(`${origin}/sign-in`, init, { ...env, ...broken }, context);
  await waitOnExecutionContext(context).catch(() => undefined);
  const cookies = answer.headers.getSetCookie().filter((one) => /__Host-sid=v1/.test(one));
  return { status: answer.status, text: await answer.text(), headers: answer.headers, cookies };
}

test.each(d1Faults)("nobody signs in past a D1 that fails: %s", async (text) => {
  const { DB } = databaseBehind(async () => {
    throw new Error(`D1_ERROR: ${text}`);
  });
  const log = logged();
  const answer = await signInWith({ DB });
  toldWell(answer, log);
  expect(answer.cookies).toEqual([]);
});

test.each(objectFaults)("nobody signs in past sessions that fail: %s", async (_, text, marks) => {
  const log = logged();
  const answer = await signInWith({ SESSIONS: brokenObjects(text, marks) });
  toldWell(answer, log);
  expect(answer.cookies).toEqual([]);
});

test("without its limiter signing in is three a minute, and reading goes on", async () => {
  const broken = { LIMITS: brokenObjects<Bindings["LIMITS"]>("planted fault", {}) };
  const office = await as("office");
  expect((await ask(office, "/api/v1/students", { broken })).status).toBe(200);
  const who = await account("student");
  const browser = new Browser();
  const tries: number[] = [];
  for (let n = 0; n < 5; n++) {
    await browser.get("/sign-in");
    const fields = { _token: browser.token, email: who.email, password: "not the password" };
    const init = {
      ...{ method: "POST", headers: browser.headers() },
      body: new URLSearchParams(fields),
    };
    const bindings = { ...env, ...broken };
    tries.push(
      (await app.request(`${origin}/sign-in`, init, bindings, createExecutionContext())).status,
    );
  }
  expect(tries).toEqual([422, 422, 422, 429, 429]);
});

test.each(["LIVE", "METRICS", "SECURITY"] as const)("without %s people work on", async (name) => {
  const office = await as("office");
  const broken = { [name]: brokenObjects("planted fault", { overloaded: true }) };
  const once = uuidv7();
  const write = { method: "POST", body: student, once, broken };
  expect((await ask(office, "/api/v1/students", write)).status).toBe(201);
  expect((await ask(office, "/students", { broken })).status).toBe(200);
  expect(await rowsOf(once)).toEqual([1, 1]);
  expect((await signInWith(broken)).cookies).toHaveLength(1);
});

test("without its queue a message waits in the outbox, and the clock delivers it", async () => {
  const office = await as("owner");
  const invitation = { email: `${uuidv7()}@example.no`, name: "Ny Kollega", roles: ["office"] };
  const broken = { QUEUE: gone<Bindings["QUEUE"]>() };
  const write = { method: "POST", body: invitation, broken };
  const log = logged();
  const answer = await ask(office, "/api/v1/invitations", write);
  expect(answer.status).toBe(201);
  expect(log.lines().map(({ event }) => event)).toEqual(["queue.not_told"]);
  const waiting = async () => (await outboxRows()).filter((row) => row.deliveredAt === null).length;
  expect(await waiting()).toBe(1);
  const context = createExecutionContext();
  await scheduled({ cron: "* * * * *" }, env, context);
  await waitOnExecutionContext(context);
  expect(await waiting()).toBe(0);
});

test("without its bucket the night fails aloud, and people notice nothing", async () => {
  const broken = { ...env, BACKUPS: gone<Bindings["BACKUPS"]>() };
  const log = logged();
  const context = createExecutionContext();
  await expect(scheduled({ cron: "15 3 * * *" }, broken, context)).rejects.toThrow(/out of reach/);
  await waitOnExecutionContext(context).catch(() => undefined);
  expect(log.lines()).toContainEqual(
    expect.objectContaining({ event: "job.ran", outcome: "failed", subject: "daily" }),
  );
  const office = await as("office");
  expect((await ask(office, "/students", { broken })).status).toBe(200);
});

test.each([
  ["ten years ahead", "2036-11-23T12:00:00.000Z", 401],
  ["back before it was signed in", "2020-01-01T12:00:00.000Z", 200],
])("the clock jumps %s: a session is over or goes on, nothing fails", async (_, now, expected) => {
  const office = await as("office");
  const broken = { TEST_NOW: now };
  expect((await ask(office, "/api/v1/students", { broken })).status).toBe(expected);
  expect((await ask(office, "/students", { broken })).status).toBe(expected === 200 ? 200 : 303);
  // What was counted in the future must not keep her out of the present.
  const after = await ask(await as("office"), "/api/v1/students");
  expect(after.status).toBe(200);
});
