import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import { app } from "#worker/app.tsx";
import { as, origin } from "#worker/test/harness.ts";
import { logged } from "#worker/test/logged.ts";
import { checkAll } from "./actions.ts";

afterEach(() => vi.restoreAllMocks());

const now = new Date().toISOString();
const quiet = () => logged();
const failing = async (change: object) => {
  const { status, score, checks } = await checkAll({ ...env, ...change } as never, now);
  return [status, score, ...checks.filter((check) => !check.passed).map(({ name }) => name)];
};

// Each asking happens later than what was found before is kept.
let minutes = 1;
const readyz = (change: object = {}, authorization?: string) =>
  app.request(
    `${origin}/readyz`,
    authorization === undefined ? {} : { headers: { authorization } },
    { ...env, ...change, TEST_NOW: new Date(Date.now() + ++minutes * 60_000).toISOString() },
    createExecutionContext(),
  );

/** A backup that ended well so many hours ago. */
const backedUp = (hours: number) => {
  const at = new Date(Date.now() - hours * 3_600_000).toISOString();
  return env.DB.prepare(`insert into backups (id, kind, state, asked_by, schema_name, plan,
    started_at, progress_at, ended_at, running) values (?1, 'daily', 'done', 'system', 'x', '[]',
    ?2, ?2, ?2, null)`).bind(crypto.randomUUID(), at);
};
await backedUp(1).run();
const whole = (await checkAll(env, now)).score;
const rejecting = () => Promise.reject(new Error("D1_ERROR"));
const statement = { first: rejecting, all: rejecting, raw: rejecting, run: rejecting };
const prepare = () => ({ bind: () => statement });

test("everything that answers is ready, and nothing of the probes stays", async () => {
  expect(await failing({})).toEqual(["ready", whole]);
  const left = await env.DB.prepare("select count(*) as n from guard").first("n");
  expect(left).toBe(0);
});

test("a database that does not read is down; one that does not write serves, degraded", async () => {
  quiet();
  expect(await failing({ DB: { prepare, batch: rejecting } })).toEqual([
    ...["down", whole - 20 - 20 - 15 - 10 - 5 - 5],
    ...["database_read", "database_write", "schema", "keys", "outbox", "backup"],
  ]);
  const readOnly = { prepare: env.DB.prepare.bind(env.DB), batch: rejecting };
  expect(await failing({ DB: readOnly })).toEqual(["degraded", whole - 20, "database_write"]);
});

test("what hangs is given a second", async () => {
  quiet();
  const never = () => new Promise(() => undefined);
  const DB = { prepare: () => ({ bind: () => ({ first: never, raw: never }) }), batch: never };
  expect(await failing({ DB })).toContain("database_read");
  expect(await failing({ DOCUMENTS: { fetch: never } })).toEqual(["degraded", whole, "documents"]);
});

test.each([
  ["keys that are missing", { KEYS: undefined }, ["down", 10, "keys"]],
  ["keys that are short", { KEYS: "k1:c2hvcnQ=" }, ["down", 10, "keys", "settings"]],
  ["no sessions", { SESSIONS: undefined }, ["down", 15, "sessions"]],
  ["no limiter", { LIMITS: undefined }, ["ready", 10, "limits"]],
  ["no live calendars", { LIVE: undefined }, ["degraded", 0, "live"]],
  ["no documents Worker", { DOCUMENTS: undefined }, ["degraded", 0, "documents"]],
] as const)("%s", async (_, change, [status, lost, ...names]) => {
  quiet();
  const found = await failing(change);
  const judged = whole - lost < 90 && status === "ready" ? "degraded" : status;
  expect(found).toEqual([judged, whole - lost, ...names]);
});

test("keys that open nothing of what is there are the wrong keys", async () => {
  quiet();
  const office = await as("office", "keys");
  const made = await office.post("/api/v1/rooms", { name: "Teorirom", kind: "classroom" });
  expect(made.status, await made.clone().text()).toBe(201);
  expect(await failing({})).toEqual(["ready", whole]);
  const other = `k2:${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64")}`;
  expect(await failing({ KEYS: other })).toEqual(["down", whole - 10, "keys"]);
});

test("a message that has been due for more than five minutes", async () => {
  quiet();
  const due = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString();
  const put = (id: string, at: string) =>
    env.DB.prepare(
      "insert into outbox (school_id, id, topic, subject_id, at, next_at) values ('lag', ?1, 'x.y', 'z', ?2, ?2)",
    )
      .bind(id, at)
      .run();
  await put("fresh", due(4));
  expect(await failing({})).toEqual(["ready", whole]);
  await put("old", due(6));
  expect((await failing({})).slice(1)).toEqual([whole - 5, "outbox"]);
  await env.DB.prepare("delete from outbox where school_id = 'lag'").run();
});

test("a night without a backup", async () => {
  quiet();
  await env.DB.prepare("delete from backups").run();
  expect(await failing({})).toEqual(["ready", whole - 5, "backup"]);
  await backedUp(27).run();
  expect(await failing({})).toEqual(["ready", whole - 5, "backup"]);
  await env.DB.prepare("delete from backups").run();
  await backedUp(25).run();
  expect(await failing({})).toEqual(["ready", whole]);
});

test("settings that would fail silently are said by name, and empty ones are fine", async () => {
  const log = quiet();
  const off = { HIBP_URL: "", SMS_URL: "", BRREG_URL: "", AUTOSYS_URL: "", SECURITY_CONTACT: "" };
  expect(await failing(off)).toEqual(["ready", whole]);
  const wrong = [
    { HIBP_URL: "api.pwnedpasswords.com" },
    { HIBP_URL: "http://api.pwnedpasswords.com" },
    { SMS_URL: "http://sms.example" },
    { AUTOSYS_URL: "https://user:password@autosys.example" },
    { SECURITY_CONTACT: "sikkerhet@tms.example" },
  ];
  for (const change of wrong) expect(await failing(change)).toEqual(["down", whole, "settings"]);
  const said = log.said().filter(({ event }) => event === "readiness.settings");
  expect(said.map(({ subject }) => subject)).toEqual(
    wrong.map((change) => `${Object.keys(change).join()} (wrong)`),
  );
});

test("strangers hear the status alone; the operator hears what fails, and no value", async () => {
  const log = quiet();
  const OPERATOR_KEY = "the-operator-of-this-very-test-and-no-other";
  const change = { OPERATOR_KEY, SMS_URL: "http://sms.secret-place.no" };
  const stranger = await readyz(change);
  expect([stranger.status, await stranger.json()]).toEqual([503, { status: "down" }]);
  const wrong = await readyz(change, `Bearer ${OPERATOR_KEY.toUpperCase()}`);
  expect([wrong.status, await wrong.json()]).toEqual([401, { status: "unauthorized" }]);
  expect((await readyz({ OPERATOR_KEY: "" }, "Bearer ")).status).toBe(401);
  const operator = await readyz(change, `Bearer ${OPERATOR_KEY}`);
  expect(operator.status).toBe(503);
  const text = await operator.text();
  expect(JSON.parse(text)).toMatchObject({
    status: "down",
    score: whole,
    settings: [{ name: "SMS_URL", fault: "wrong" }],
    checks: expect.arrayContaining([expect.objectContaining({ name: "settings", passed: false })]),
  });
  const said = `${text} ${log.text()}`;
  expect(said).not.toMatch(/secret-place|this-very-test/);
});

test("in production sample keys stop every page, and on one's own machine they do not", async () => {
  quiet();
  const page = (change: object) =>
    app.request(`${origin}/sign-in`, {}, { ...env, ...change }, createExecutionContext());
  expect((await page({})).status).toBe(200);
  const answer = await page({ ENVIRONMENT: "production" });
  expect([answer.status, (await answer.text()).includes("KEYS")]).toEqual([503, true]);
});

test("a question costs the database a handful of statements, and is kept for five seconds", async () => {
  let statements = 0;
  const DB = new Proxy(env.DB, {
    get: (target, name) => {
      if (name === "prepare" || name === "batch") statements++;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const TEST_NOW = new Date(Date.now() + 3_600_000).toISOString();
  const ask = () =>
    app.request(`${origin}/readyz`, {}, { ...env, DB, TEST_NOW }, createExecutionContext());
  await Promise.all(Array.from({ length: 20 }, ask));
  expect(statements).toBeLessThanOrEqual(10);
});
