import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { afterEach, expect, test, vi } from "vitest";
import { app } from "#worker/app.tsx";
import { as, idOf } from "#worker/test/harness.ts";
import { logged } from "#worker/test/logged.ts";
import { logKeys } from "./log.ts";
import { countDatabase, spending, unspent } from "./spent.ts";

afterEach(() => vi.restoreAllMocks());

const loud = { ...env, LOG_LEVEL: "debug" };
const ask = (path: string, init: RequestInit = {}) =>
  app.request(`https://tms.test${path}`, init, loud, createExecutionContext());

test("every query is counted with what it read and wrote, those that answer rows alone too", async () => {
  countDatabase(env.DB);
  const db = drizzle(env.DB);
  const spent = unspent("r");
  await spending(spent, async () => {
    await db.run(sql`create table counted (x integer)`);
    await db.run(sql`insert into counted values (1), (2), (3)`);
    const before = { ...spent };
    await db.values(sql`select x, x from counted`);
    expect(spent.rowsRead - before.rowsRead).toBe(3);
    await db.batch([
      db.all(sql`select x from counted where x > 1`),
      db.run(sql`delete from counted`),
    ]);
    expect(spent.trips - before.trips).toBe(2);
  });
  expect(spent.rowsWritten).toBeGreaterThanOrEqual(6);
});

test("a request leaves one line: its template and cost, and nothing that tells who or what", async () => {
  const office = await as("office");
  const log = logged("log");
  const answer = await ask(`/students/${idOf("nobody")}?q=hemmelig`, {
    headers: {
      ...office.headers,
      "cf-connecting-ip": "192.0.2.7",
      "user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0",
    },
  });
  expect(answer.status).toBe(404);
  expect(log.lines()).toHaveLength(1);
  const [line = {}] = log.lines();
  expect(line).toMatchObject({
    event: "request.answered",
    level: "info",
    route: "/students/:id",
    method: "GET",
    status: 404,
    outcome: "refused",
    reason: "students.not_found",
    school_id: office.schoolId,
    actor: expect.stringMatching(/^[\w-]{12}$/),
    session_ref: expect.stringMatching(/^[\w-]{8}$/),
    ip_prefix: "192.0.2.0/24",
    ua_family: "Firefox, Windows",
    ms: expect.any(Number),
    rows_read: expect.any(Number),
    round_trips: expect.any(Number),
    request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    version: expect.any(String),
  });
  expect(logKeys).toEqual(expect.arrayContaining(Object.keys(line)));
  for (const secret of [office.userId, office.secret, "hemmelig", idOf("nobody"), "192.0.2.7"])
    expect(log.text()).not.toContain(secret);
});

test.each([
  ["/students", {}, { route: "/students", outcome: "denied", reason: "sign_in_required" }],
  ["/api/v1/students", {}, { route: "/api/v1/students", status: 401, outcome: "denied" }],
  ["/finnes-ikke/%0d%0aforged", {}, { route: "unmatched", status: 404, outcome: "refused" }],
  ["/healthz", {}, { route: "/healthz", level: "debug", outcome: "ok" }],
  ["/sign-in", { method: "POST" }, { route: "/sign-in", method: "POST", outcome: "denied" }],
  ["/", { method: "PROPFIND" }, { route: "unmatched", method: "OTHER" }],
])("%s is one line too", async (path, init, expected) => {
  const log = logged("log");
  await ask(path, init);
  expect(log.lines()).toHaveLength(1);
  expect(log.lines()[0]).toMatchObject(expected);
});

test("a failure is a line of its own beside that of its request, with the same id and a fingerprint", async () => {
  const log = logged();
  const office = await as("office");
  const DB = {
    ...env.DB,
    prepare: () => {
      throw new Error("D1_ERROR: planted");
    },
  };
  const answer = await app.request(
    "https://tms.test/api/v1/vehicles",
    { headers: office.headers },
    { ...loud, DB } as never,
    createExecutionContext(),
  );
  expect(answer.status).toBe(500);
  const { instance } = await answer.json<{ instance: string }>();
  const lines = log.lines();
  expect(lines.map(({ event }) => event)).toEqual(["request.failed", "request.answered"]);
  expect(lines.map(({ request_id }) => request_id)).toEqual([instance, instance]);
  expect(lines[0]).toMatchObject({
    error: expect.stringContaining("planted"),
    error_fp: expect.stringMatching(/^[0-9a-f]{12}$/),
  });
});
