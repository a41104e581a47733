import { expect, test } from "vitest";
import { weights } from "#worker/modules/health/readiness/rules.ts";
import { checks, exitOf, reportOn, scoreOf } from "./checks.ts";
import { printed } from "./print.ts";
import type { BuildFacts, Project } from "./project.ts";
import { soundProject } from "./sound_project.ts";

const sound = soundProject();

/** The sound project with some of its facts changed. */
const having = (change: Partial<Project>): Project => ({ ...sound, ...change });
const file = (path: string, edit: (text: string) => string | undefined): Project => {
  const text = edit(sound.files.get(path) ?? "");
  const files = new Map(sound.files);
  if (text === undefined) files.delete(path);
  else files.set(path, text);
  return having({ files });
};
const gone = (path: string) => file(path, () => undefined);
const toml = (from: string | RegExp, to: string) =>
  file("wrangler.toml", (text) => text.replace(from, to));
const values = (change: object) => having({ values: { ...sound.values, ...change } });
const built = (change: Partial<BuildFacts>) =>
  having({
    build: "told" in sound.build ? { told: { ...sound.build.told, ...change } } : sound.build,
  });
const cloud = (change: Partial<Project["cloudflare"]>) =>
  having({ cloudflare: { ...sound.cloudflare, ...change } });
const running = (change: Partial<Project["service"]>) =>
  having({ service: { ...sound.service, ...change } });
const health = (change: Partial<Project["service"]["health"]>) =>
  running({ health: { ...sound.service.health, ...change } });
const lock = (edit: (packages: Record<string, Record<string, unknown>>) => void) =>
  file("package-lock.json", (text) => {
    const said = JSON.parse(text);
    edit(said.packages);
    return JSON.stringify(said);
  });
const scripts = (edit: (said: { scripts: Record<string, string> }) => void) =>
  file("package.json", (text) => {
    const said = JSON.parse(text);
    edit(said);
    return JSON.stringify(said);
  });

/** One fault for each check: what is broken, and which check must say so. */
const faults: Record<string, () => Project> = {
  "toolchain.node": () => having({ node: "v20.20.2" }),
  "toolchain.wrangler": () => having({ installed: { ...sound.installed, wrangler: "4.1.0" } }),
  "toolchain.packages": () => having({ installed: { ...sound.installed, hono: "4.0.0" } }),
  "toolchain.compatibility": () =>
    toml(/compatibility_date = ".*"/, 'compatibility_date = "2024-01-01"'),
  "limits.worker": () => built({ workerGzip: 2_000_000 }),
  "limits.assets": () => built({ assets: [{ path: "film.mp4", bytes: 3e7 }] }),
  "limits.database": () => {
    const { database } = sound.cloudflare;
    return cloud({
      database: { told: { head: "told" in database ? database.told.head : "", bytes: 9.5e9 } },
    });
  },
  "network.account": () => cloud({ databases: { why: "Authentication error" } }),
  "network.address": () => health({ alive: false, why: "ECONNREFUSED" }),
  "network.one-address": () => toml("workers_dev = false", "workers_dev = true"),
  "environment.file": () => having({ secretFileMode: 0o100644 }),
  "environment.present": () => values({ ORIGIN: "" }),
  "environment.usable": () => values({ OPERATOR_KEY: "short" }),
  "environment.samples": () => values({ MAIL_FROM: "TMS <tms@example.no>" }),
  "environment.production": () => values({ ENVIRONMENT: "local" }),
  "environment.vars": () => toml("[vars]", '[vars]\nKEYS = "k1:abc"'),
  "environment.ignored": () => file(".gitignore", (text) => text.replace(".env.production\n", "")),
  "environment.given": () => cloud({ secrets: { told: ["KEYS"] } }),
  "environment.contact": () => running({ securityText: { told: "" } }),
  "files.bindings": () => toml('name = "SESSIONS"', 'name = "SESSION"'),
  "files.documents": () => toml('service = "tms-documents"', 'service = "documents"'),
  "files.commands": () => scripts((said) => void delete said.scripts["production:check"]),
  "files.container": () => gone("Dockerfile"),
  "files.workflows": () =>
    file(".github/workflows/test.yml", (text) => text.replace("npm test", "")),
  "security.bundle": () => built({ findings: ['the worker contains "PBKDF2"'] }),
  "security.secrets": () =>
    file("worker/lib/keys.ts", (text) => `${text}\n// ghp_${"aB3dE6gH9k".repeat(4)}`),
  "security.integrity": () => lock((all) => void delete all["node_modules/hono"]?.integrity),
  "security.licences": () =>
    lock((all) => Object.assign(all["node_modules/hono"] ?? {}, { license: "AGPL-3.0" })),
  "security.scripts": () =>
    lock((all) => Object.assign(all["node_modules/hono"] ?? {}, { hasInstallScript: true })),
  "security.headers": () => running({ headers: { told: { "x-frame-options": "ALLOW" } } }),
  "security.metrics": () => running({ metricsStatus: { told: 200 } }),
  "monitoring.logs": () =>
    toml("[observability]\nenabled = true", "[observability]\nenabled = false"),
  "monitoring.crons": () => toml('"15 3 * * *"', '"15 4 * * *"'),
  "monitoring.alerts": () => having({ files: without(/^ops\/.*(alert|rule)/) }),
  "monitoring.scrape": () => having({ files: without(/^ops\/prometheus/) }),
  "monitoring.dashboards": () => having({ files: without(/^ops\/.*\.json$/) }),
  "database.id": () =>
    toml(/database_id = ".*"/, 'database_id = "00000000-0000-0000-0000-000000000000"'),
  "database.there": () => cloud({ databases: { told: [] } }),
  "database.migrated": () => cloud({ database: { told: { head: "0001_first.sql", bytes: 1 } } }),
  "database.expand": () => file("migrations/9999_late.sql", () => "DROP TABLE students;"),
  "database.bookmark": () => cloud({ bookmark: { told: "" } }),
  "database.queues": () => cloud({ queues: { told: ["tms-jobs"] } }),
  "database.buckets": () =>
    toml("[triggers]", '[[r2_buckets]]\nbucket_name = "nowhere"\n\n[triggers]'),
  "build.whole": () => built({ changed: ["worker/main.js was changed"] }),
  "build.fresh": () => built({ source: "c".repeat(40) }),
  "build.sbom": () => built({ missingFromSbom: ["hono@4.13.19"] }),
  "build.types": () => having({ types: { why: "worker/app.tsx(1,1): error TS2304" } }),
  "documents.setup": () =>
    file("PRODUCTION_SETUP.md", (text) => text.replace("| `ORIGIN` |", "| `ORIGINS` |")),
  "documents.bindings": () => toml("[triggers]", '[[kv]]\nbinding = "NEWS"\n\n[triggers]'),
  "documents.readme": () => gone("README.md"),
  "service.ready": () => health({ status: "degraded", score: 80 }),
  ...Object.fromEntries(
    Object.keys(weights).map((name) => [
      `service.${name}`,
      () =>
        health({
          checks: (sound.service.health.checks ?? []).map((one) =>
            one.name === name ? { ...one, passed: false } : one,
          ),
        }),
    ]),
  ),
};

/** What else one fault is a fault of. */
const also: Record<string, readonly string[]> = {
  "network.account": ["database.there"],
  "environment.vars": ["documents.setup"],
  "database.id": ["database.there"],
  "database.expand": ["database.migrated"],
};

function without(found: RegExp): Map<string, string> {
  return new Map([...sound.files].filter(([path]) => !found.test(path)));
}

test("the sound project scores a hundred, with at least thirty checks in at least ten groups", () => {
  const report = reportOn(sound);
  expect(report.checks.filter(({ status }) => status !== "pass")).toEqual([]);
  expect([report.score, exitOf(report)]).toEqual([100, 0]);
  expect(report.checks.length).toBeGreaterThanOrEqual(30);
  expect(new Set(report.checks.map(({ group }) => group)).size).toBeGreaterThanOrEqual(10);
  expect(new Set(report.checks.map(({ id }) => id)).size).toBe(report.checks.length);
});

test("each check has a fault of its own", () => {
  expect(Object.keys(faults).sort()).toEqual(checks.map(({ id }) => id).sort());
});

test.each(Object.keys(faults))("%s is turned red by its own fault, and by no other", (id) => {
  const report = reportOn(faults[id]?.() ?? sound);
  const red = report.checks.filter(({ status }) => status !== "pass");
  expect(red.map((line) => line.id).sort()).toEqual([id, ...(also[id] ?? [])].sort());
  for (const { message, fix } of red) {
    expect(message.length).toBeGreaterThan(0);
    expect(fix.length).toBeGreaterThan(0);
  }
  expect(report.score).toBeLessThan(100);
});

test("nothing that can be known is a failure of everything that needs it, and breaks nothing", () => {
  const nothing = { why: "nobody answers" };
  const report = reportOn({
    ...having({ files: new Map(), installed: {}, values: {}, secretFileMode: undefined }),
    types: nothing,
    build: nothing,
    cloudflare: {
      ...{ databases: nothing, database: nothing, bookmark: nothing },
      ...{ queues: nothing, buckets: nothing, secrets: nothing },
    },
    service: {
      health: { url: "https://tms.no", alive: false, status: "unreachable" },
      ...{ headers: nothing, metricsStatus: nothing, securityText: nothing },
    },
  });
  expect(report.score).toBeLessThan(20);
  expect(exitOf(report)).toBe(2);
});

test("the exit says how bad it is: 0 nothing fails, 1 from a score of 80 on, 2 below", () => {
  const of = (pass: number, warn: number, failing: number) => {
    const lines = [
      ...Array(pass).fill("pass"),
      ...Array(warn).fill("warn"),
      ...Array(failing).fill("fail"),
    ];
    const all = lines.map((status) => ({ id: "a.b", group: "a", status, message: "m", fix: "f" }));
    const score = scoreOf(all);
    return [score, exitOf({ score, checks: all })];
  };
  expect(of(50, 0, 0)).toEqual([100, 0]);
  expect(of(49, 1, 0)).toEqual([99, 0]);
  expect(of(199, 0, 1)).toEqual([99, 1]);
  expect(of(8, 0, 2)).toEqual([80, 1]);
  expect(of(7, 1, 2)).toEqual([75, 2]);
});

test("no value of a secret is in the report, and people are told how to mend what fails", () => {
  const OPERATOR_KEY = "changeme-changeme-changeme-changeme";
  const report = reportOn(values({ OPERATOR_KEY, KEYS: "k1:not-a-key" }));
  const text = printed(report);
  expect(JSON.stringify(report) + text).not.toMatch(/changeme-|not-a-key/);
  expect(text).toContain(
    "FAIL samples          OPERATOR_KEY is placeholder\n       -> npm run setup:env",
  );
  expect(Object.keys(report)).toEqual(["score", "checks"]);
  for (const line of report.checks)
    expect(Object.keys(line)).toEqual(["id", "group", "status", "message", "fix"]);
});
