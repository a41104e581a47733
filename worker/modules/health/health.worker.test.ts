import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import { app } from "#worker/app.tsx";
import { securityHeaders } from "#worker/lib/headers.ts";
import { origin, send } from "#worker/test/harness.ts";
import { logged } from "#worker/test/logged.ts";

afterEach(() => vi.restoreAllMocks());

const ask = (url: string, change: object = {}, init: RequestInit = {}) =>
  app.request(url, init, { ...env, ...change }, createExecutionContext());

test("GET /healthz, /readyz and /robots.txt answer anybody, with every header", async () => {
  const answers = await Promise.all(
    ["/healthz", "/readyz", "/robots.txt"].map((p) => send("GET", p)),
  );
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  for (const answer of answers)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-security-policy": securityHeaders["Content-Security-Policy"],
    });
  const [health, ready, robots] = await Promise.all(answers.map((answer) => answer.text()));
  expect([health, ready]).toEqual(["ok", '{"status":"ready"}']);
  expect(robots).toBe("User-agent: *\nDisallow: /\n");
});

test.each(["http://localhost/", "https://tms.test/students", "https://tms.test/api/docs"])(
  "without keys %s says what to do",
  async (url) => {
    const answer = await ask(url, { KEYS: undefined });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    const html = await answer.text();
    expect(html).toContain("KEYS");
    expect(html).toContain("<pre>npm start</pre>");
    expect(html).not.toMatch(/\bat \w+ \(|Error:/);
  },
);

test("without keys the API and /readyz say it in JSON, and /healthz is as always", async () => {
  const api = await ask("https://tms.test/api/v1/vehicles", { KEYS: "" });
  expect([api.status, api.headers.get("content-type")]).toEqual([503, "application/problem+json"]);
  expect(await api.json()).toMatchObject({ code: "unavailable" });
  const ready = await ask("https://tms.test/readyz", { KEYS: "" });
  expect([ready.status, await ready.json()]).toEqual([503, { status: "down" }]);
  expect((await ask("https://tms.test/healthz", { KEYS: "" })).status).toBe(200);
});

test("on one's own machine an empty or old database says which command helps, until it has run", async () => {
  const page = () => ask("http://localhost:8787/api/docs");
  const { results } = await env.DB.prepare("select * from d1_migrations order by id").all<{
    id: number;
    name: string;
  }>();
  const newest = results.at(-1);
  await env.DB.prepare("delete from d1_migrations where id = ?").bind(newest?.id).run();
  const old = await page();
  expect(old.status).toBe(503);
  expect(await old.text()).toContain("wrangler d1 migrations apply DB --local");
  await env.DB.prepare("alter table d1_migrations rename to put_away").run();
  const empty = await page();
  expect([empty.status, (await empty.text()).includes("npm start")]).toEqual([503, true]);
  await env.DB.prepare("alter table put_away rename to d1_migrations").run();
  await env.DB.prepare("insert into d1_migrations (id, name) values (?, ?)")
    .bind(newest?.id, newest?.name)
    .run();
  expect((await page()).status).toBe(200);
});

test("GET /favicon.ico leads to the icon, with keys and without", async () => {
  const answers = [
    await send("GET", "/favicon.ico"),
    await ask(`${origin}/favicon.ico`, { KEYS: "" }),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(/^\/assets\/icon-\w+\.svg$/);
  }
});

test("GET /.well-known/security.txt says whom to tell, for half a year, and is not there without", async () => {
  const at = `${origin}/.well-known/security.txt`;
  const answer = await ask(at, { SECURITY_CONTACT: "mailto:sikkerhet@tms.example" });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([
    200,
    "text/plain;charset=UTF-8",
  ]);
  const text = await answer.text();
  expect(text).toContain("Contact: mailto:sikkerhet@tms.example\n");
  expect(text).toContain(`Canonical: ${at}\n`);
  const [, until = ""] = /^Expires: (.*)$/m.exec(text) ?? [];
  const days = (Date.parse(until) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(150);
  expect(days).toBeLessThan(365);
  for (const SECURITY_CONTACT of ["", "sikkerhet@tms.example", "mailto:a\nContact: mailto:b"])
    expect((await ask(at, { SECURITY_CONTACT })).status).toBe(404);
});

test("what is not there under /assets is not kept by anybody", async () => {
  const answer = await send("GET", "/assets/client-GONE0000.js");
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([404, "no-store"]);
});

const report = (body: string, type = "application/csp-report", from = "198.51.100.1") =>
  send("POST", "/csp-report", {
    body,
    headers: { "content-type": type, "cf-connecting-ip": from },
  });

test("POST /csp-report logs the directive and the host, and nothing else", async () => {
  const log = logged();
  const uri = "https://evil.example/steal?token=secret";
  const legacy = {
    "csp-report": {
      "effective-directive": "img-src",
      "blocked-uri": uri,
      "document-uri": "https://tms.test/link/reset/secret",
    },
  };
  const modern = [
    {
      type: "csp-violation",
      body: { effectiveDirective: "script-src", blockedURL: "eval", sample: "secret" },
    },
  ];
  expect((await report(JSON.stringify(legacy))).status).toBe(204);
  expect((await report(JSON.stringify(modern), "application/reports+json")).status).toBe(204);
  expect(log.said()).toEqual([
    { event: "policy.blocked", reason: "img-src", subject: "evil.example" },
    { event: "policy.blocked", reason: "script-src", subject: "eval" },
  ]);
});

test("POST /csp-report takes no other type, no big body, and shrugs at nonsense", async () => {
  const log = logged();
  expect((await report("{}", "text/plain")).status).toBe(415);
  expect((await report(`"${"x".repeat(17_000)}"`)).status).toBe(413);
  for (const body of ["", "{", "null", "[[]]", '{"csp-report":"x"}'])
    expect((await report(body)).status).toBe(204);
  expect(log.lines()).toEqual([]);
});

test("POST /csp-report is a few an hour from one caller, and says the same thing once", async () => {
  const log = logged();
  const said = (host: string) =>
    JSON.stringify({
      "csp-report": { "effective-directive": "font-src", "blocked-uri": `https://${host}/` },
    });
  const statuses = [];
  for (let n = 0; n < 12; n++)
    statuses.push((await report(said(`h${n}.example`), undefined, "198.51.100.2")).status);
  expect(statuses).toEqual([...Array(10).fill(204), 429, 429]);
  expect(log.lines()).toHaveLength(10);
  expect((await report(said("h3.example"), undefined, "198.51.100.3")).status).toBe(204);
  expect(log.lines()).toHaveLength(10);
  expect((await report(said("new.example"), undefined, "198.51.100.3")).status).toBe(204);
  expect(log.lines()).toHaveLength(11);
});
