import { createExecutionContext, evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { app } from "#worker/app.tsx";
import { counters, gauges } from "#worker/lib/metric_families.ts";
import { count, flushMetrics, SHARDS, shardOf } from "#worker/lib/metrics.ts";
import { outbox } from "#worker/lib/outbox.ts";
import { as, db, idOf, send } from "#worker/test/harness.ts";
import { logged } from "#worker/test/logged.ts";

const key = { headers: { authorization: `Bearer ${env.METRICS_KEY}` } };

async function scrape(): Promise<Map<string, number>> {
  const answer = await send("GET", "/metrics", key);
  expect(answer.status).toBe(200);
  const text = await answer.text();
  const lines = text
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(" ");
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

const sumOf = (page: Map<string, number>, start: string) =>
  [...page].reduce((sum, [name, value]) => sum + (name.startsWith(start) ? value : 0), 0);

test("GET /metrics is for whoever shows the key, and is not there for others or without the setting", async () => {
  const answer = await send("GET", "/metrics", key);
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  for (const authorization of ["Bearer ", "Bearer wrong", `Basic ${env.METRICS_KEY}`])
    expect((await send("GET", "/metrics", { headers: { authorization } })).status).toBe(401);
  expect((await send("GET", "/metrics")).status).toBe(404);
  const off = { ...env, METRICS_KEY: "" };
  const gone = await app.request("https://tms.test/metrics", key, off, createExecutionContext());
  expect(gone.status).toBe(404);
});

test("a request is counted once, by its template, with its time and rows, and no more than that is told", async () => {
  const office = await as("office");
  const before = await scrape();
  const ids = ["a", "b", "c"].map(idOf);
  for (const id of ids) expect((await office.get(`/students/${id}`)).status).toBe(404);
  const after = await scrape();
  const more = (start: string) => sumOf(after, start) - sumOf(before, start);
  expect(more('http_requests_total{route="/students/:id",method="GET",status_class="4xx"')).toBe(3);
  expect(more('http_request_duration_seconds_count{kind="page"')).toBe(3);
  const infinite = [...after].filter(([name]) => /bucket\{kind="page".*le="\+Inf"/.test(name));
  expect(infinite.reduce((sum, [, n]) => sum + n, 0)).toBe(
    sumOf(after, 'http_request_duration_seconds_count{kind="page"'),
  );
  expect(more('d1_round_trips_total{route="/students/:id"}')).toBe(3);
  const names = [...after.keys()].join("\n");
  for (const secret of [...ids, office.userId, office.schoolId])
    expect(names).not.toContain(secret);
});

test("what is denied, limited and failed is counted by its kind", async () => {
  const quiet = logged();
  const student = await as("student");
  const before = await scrape();
  expect((await student.get("/students")).status).toBe(403);
  const signIn = { email: student.userId, password: "wrong" };
  for (let n = 0; n < 12; n++)
    await send("POST", "/csp-report", {
      headers: { "content-type": "application/csp-report", "cf-connecting-ip": "198.51.100.50" },
      body: '{"csp-report":{"effective-directive":"img-src","blocked-uri":"https://x.example"}}',
    });
  expect(signIn.password).toBe("wrong");
  const after = await scrape();
  const more = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  expect(more('authz_deny_total{kind="page"}')).toBe(1);
  expect(more('ratelimit_denied_total{class="csp_report.caller"}')).toBe(2);
  quiet.restore();
});

test("messages that wait and that were given up are told with their age", async () => {
  const row = (id: string, at: string) => ({
    ...{ schoolId: idOf("s1"), id: idOf(id), topic: "x.y", subjectId: "x" },
    ...{ at, nextAt: at },
  });
  const old = new Date(Date.now() - 600_000).toISOString();
  await db
    .insert(outbox)
    .values([
      row("w1", old),
      row("w2", new Date().toISOString()),
      { ...row("d1", old), deadAt: old, nextAt: "9999-12-31T23:59:59.999Z" },
      { ...row("done", old), deliveredAt: old },
    ]);
  const page = await scrape();
  expect([page.get("outbox_waiting"), page.get("outbox_dead")]).toEqual([2, 1]);
  expect(page.get("outbox_lag_seconds")).toBeGreaterThanOrEqual(600);
  expect(page.get("outbox_lag_seconds")).toBeLessThan(700);
  expect(page.get("ready")).toBe(1);
});

test("counters go on where they were when their object starts again", async () => {
  count("job_runs_total", { job: "evicted", outcome: "ok" }, 7);
  const before = (await scrape()).get('job_runs_total{job="evicted",outcome="ok"}');
  for (let n = 0; n < SHARDS; n++) await evictDurableObject(shardOf(env, n));
  count("job_runs_total", { job: "evicted", outcome: "ok" });
  expect((await scrape()).get('job_runs_total{job="evicted",outcome="ok"}')).toBe(
    (before ?? 0) + 1,
  );
});

test("what a shard could not be told is told with the next flush, and no answer waits for it", async () => {
  const down = { getByName: () => ({ add: () => Promise.reject(new Error("overloaded")) }) };
  count("job_runs_total", { job: "untold", outcome: "ok" });
  await flushMetrics({ ...env, METRICS: down } as never, "v", Date.now());
  expect((await scrape()).get('job_runs_total{job="untold",outcome="ok"}')).toBe(1);
});

test("a label that runs wild ends as other, and the page keeps its cap", async () => {
  const series = Array.from({ length: 2_500 }, (_, n) => [`d1_rows_read_total{route="/${n}"}`, 1]);
  await shardOf(env, 0).add({ series: series as [string, number][], hours: [], version: "v" }, 1);
  const page = await scrape();
  expect(page.size).toBeLessThanOrEqual(2_000);
  const shard = await shardOf(env, 0).series();
  const reads = shard.filter(({ name }) => name.startsWith("d1_rows_read_total"));
  expect(reads.reduce((sum, { value }) => sum + value, 0)).toBeGreaterThanOrEqual(2_500);
  expect(
    shard.find(({ name }) => name === 'd1_rows_read_total{route="other"}')?.value,
  ).toBeGreaterThan(400);
});

test("each family has a line of help and one of type, and every name of the page is known", async () => {
  const text = await (await send("GET", "/metrics", key)).text();
  const known = new Set([...Object.keys(counters), ...Object.keys(gauges)]);
  for (const line of text
    .trim()
    .split("\n")
    .filter((one) => !one.startsWith("#"))) {
    const name = /^\w+/.exec(line)?.[0] ?? "";
    expect(known).toContain(name);
    const base = name.replace(/(?<=duration_seconds)_\w+$/, "");
    expect(text).toContain(`# TYPE ${base} `);
    expect(text).toContain(`# HELP ${base} `);
  }
});
