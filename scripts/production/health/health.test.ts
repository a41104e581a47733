import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { askHealth, exitOf, told } from "./ask.ts";

const servers: Server[] = [];
afterEach(() => servers.splice(0).map((server) => server.close()));

/** A service that answers as ours does, in the state that is asked for. */
async function serving(state: object, status: number, key = "right"): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url === "/healthz") return response.end("ok");
    const { authorization } = request.headers;
    if (authorization && authorization !== `Bearer ${key}`)
      return response.writeHead(401).end("{}");
    const { status: word } = state as { status: string };
    response.writeHead(status).end(JSON.stringify(authorization ? state : { status: word }));
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const down = {
  status: "down",
  score: 75,
  schema: "0001_first.sql",
  checks: [
    { name: "database_read", passed: true, weight: 20, ms: 3 },
    { name: "keys", passed: false, weight: 10, ms: 1 },
  ],
  settings: [{ name: "KEYS", fault: "weak" }],
};

test("with the operator's key it is told what fails, and ends with 2", async () => {
  const url = await serving(down, 503);
  const health = await askHealth(url, "right");
  expect(health).toMatchObject({ alive: true, ...down });
  expect(exitOf(health)).toBe(2);
  expect(told(health)).toBe(`${url} is down, score 75
  ok   database read      20     3 ms
  FAIL keys               10     1 ms
  KEYS is weak
  schema 0001_first.sql`);
});

test("without a key, or with a wrong one, it is told the status and why not more", async () => {
  const url = await serving({ ...down, status: "degraded" }, 200);
  const stranger = await askHealth(url, undefined);
  expect([told(stranger), exitOf(stranger)]).toEqual([
    `${url} is degraded\n  no OPERATOR_KEY: it tells its status alone`,
    1,
  ]);
  const wrong = await askHealth(url, "wrong");
  expect(wrong).toMatchObject({ status: "degraded", why: expect.stringContaining("another one") });
});

test("where nobody answers, it says so and ends with 2", async () => {
  const url = await serving({ status: "ready" }, 200);
  expect(exitOf(await askHealth(url, undefined))).toBe(0);
  await new Promise((done) => servers.splice(0)[0]?.close(done));
  const health = await askHealth(url, "right");
  expect(health).toMatchObject({ alive: false, status: "unreachable" });
  expect(exitOf(health)).toBe(2);
});

test("without TLS the operator's key stays here", async () => {
  const shown: string[] = [];
  vi.stubGlobal("fetch", async (_url: string, asked: { headers: object }) => {
    shown.push(JSON.stringify(asked.headers));
    return Response.json({ status: "ready" });
  });
  const health = await askHealth("http://tms.skolen.no", "right");
  vi.unstubAllGlobals();
  expect(health).toMatchObject({ status: "ready", why: expect.stringContaining("without https") });
  expect(shown).toEqual(["{}", "{}"]);
});
