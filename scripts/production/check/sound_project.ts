import { securityHeaders } from "#worker/lib/headers.ts";
import { weights } from "#worker/modules/health/readiness/rules.ts";
import { filled, parted, varsIn } from "../env/values.ts";
import { ownFiles } from "./gather/gather.ts";
import { commands } from "./groups/files.ts";
import { type Project, valuesOf } from "./project.ts";

const ID = "3f1c2b7a-9d54-4e0b-8a51-5b0c6d7e8f90";

/** What stands in for files that the checks want and that are too long to be of interest. */
const others: Record<string, string> = {
  Dockerfile: "FROM node",
  "compose.yaml": "services:",
  "ops/Caddyfile": "tms",
  "ops/alerts.yml": "groups:\n  - rules:\n      - alert: Down",
  "ops/prometheus.yml": "scrape_configs:",
  "ops/dashboard.json": '{"panels": []}',
  ".github/workflows/test.yml": "npm test\nnpm run security:audit\nnpm run build",
};

// What the checks look into; all of it is searched for secrets by `npm run ok`.
const looked =
  /^(worker\/(lib|documents)|migrations|ops|\.github|scripts\/(production\/)?[^/]+\.ts$|[^/]+$)/;

/** The files as a release has them, once an operator has set it up. */
function soundFiles(): Map<string, string> {
  const files = new Map([...ownFiles()].filter(([path]) => looked.test(path)));
  for (const [path, text] of Object.entries(others)) files.set(path, text);
  const said = JSON.parse(files.get("package.json") ?? "{}");
  for (const name of commands) said.scripts[name] ??= "node scripts/build.ts";
  files.set("package.json", JSON.stringify(said));
  const toml = (files.get("wrangler.toml") ?? "").replace(
    /database_id = ".*"/,
    `database_id = "${ID}"`,
  );
  files.set("wrangler.toml", toml);
  const bound = [...toml.matchAll(/^binding = "(\w+)"/gm)].map(([, name]) => `\`${name}\``);
  files.set("PRODUCTION_SETUP.md", `${files.get("PRODUCTION_SETUP.md")}\n${bound.join(" ")}`);
  return files;
}

/** A project in which everything holds, with the real source: tests break one thing of it. */
export function soundProject(): Project {
  const files = soundFiles();
  const { dependencies, devDependencies } = JSON.parse(files.get("package.json") ?? "{}");
  const head = [...files.keys()].filter((path) => /^migrations\/[^/]+\.sql$/.test(path)).sort();
  const toml = files.get("wrangler.toml") ?? "";
  const values = filled({
    ...varsIn(files.get("wrangler.toml") ?? ""),
    ORIGIN: "https://tms.kjoreskolen.no",
    MAIL_FROM: "TMS <tms@kjoreskolen.no>",
    SECURITY_CONTACT: "mailto:security@kjoreskolen.no",
  });
  return {
    now: "2026-12-01T00:00:00.000Z",
    node: "v24.21.0",
    installed: { ...dependencies, wrangler: devDependencies.wrangler },
    files,
    values,
    secretFileMode: 0o100600,
    types: { told: true },
    build: {
      told: {
        changed: [],
        findings: [],
        workerGzip: 700_000,
        assets: [{ path: "build/assets/a.js", bytes: 1000 }],
        missingFromSbom: [],
        release: { source: "a".repeat(40), worker: "b".repeat(64) },
        source: "a".repeat(40),
      },
    },
    cloudflare: {
      databases: { told: [{ uuid: ID, name: "tms" }] },
      database: { told: { head: head.at(-1)?.replace("migrations/", "") ?? "", bytes: 1e6 } },
      bookmark: { told: "00000001-00000002-00004e2f-0a7b" },
      queues: { told: [...valuesOf(toml, "queue"), ...valuesOf(toml, "dead_letter_queue")] },
      buckets: { told: valuesOf(toml, "bucket_name") },
      secrets: { told: Object.keys(parted(values).secret) },
    },
    service: {
      health: {
        url: "https://tms.kjoreskolen.no",
        alive: true,
        status: "ready",
        score: 100,
        checks: Object.entries(weights).map(([name, weight]) => ({
          ...{ name, weight, passed: true, ms: 2 },
        })),
      },
      headers: {
        told: Object.fromEntries(
          Object.entries(securityHeaders).map(([name, value]) => [name.toLowerCase(), value]),
        ),
      },
      metricsStatus: { told: 401 },
      securityText: { told: "Contact: mailto:security@kjoreskolen.no\n" },
    },
  };
}
