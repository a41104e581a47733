import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { selfSigned } from "./scripts/simulators/certificate.ts";
import { freePorts } from "./scripts/simulators/free_port.ts";

// The bindings below are read before anything starts, so the ports are chosen here; the worker
// project's global setup starts the simulators on them. This file is read more than once in one
// run, and every reading must speak of the same ports.
if (!process.env.SIMULATORS) {
  const [port, smtpPort, starttls, smtps, stranger] = await freePorts(5);
  process.env.SIMULATORS = `http://127.0.0.1:${port}`;
  process.env.SIMULATORS_SMTP = `smtp://simulated:simulated@127.0.0.1:${smtpPort}`;
  const certificate = selfSigned("localhost");
  process.env.SIMULATORS_TLS = JSON.stringify({ certificate, starttls, smtps, stranger });
  trust(certificate.cert);
}
const simulators = process.env.SIMULATORS;
// Miniflare reads whom workerd is to trust when it is loaded, so that happens after trust().
const { cloudflareTest, readD1Migrations } = await import("@cloudflare/vitest-plugin");
const { documentsWorker } = await import("./scripts/serve/documents.ts");
const documents = await documentsWorker();
const migrations = await readD1Migrations("migrations");
const smtp = process.env.SIMULATORS_SMTP ?? "";
const { certificate: _, ...mailTls } = JSON.parse(process.env.SIMULATORS_TLS ?? "{}");

// How much of what is random or repeated: little in `npm test`, all of it in `npm run prove`.
// There the seed differs from run to run; here it does not, so that a red run can be run again.
const seed = Number(process.env.FUZZ_SEED ?? 20_261_123);
const fuzz = { runs: Number(process.env.FUZZ_RUNS ?? 30), seed };
const races = Number(process.env.RACE_REPEATS ?? 5);
const schools = Number(process.env.COST_SCHOOLS ?? 5);
const simulation = {
  runs: Number(process.env.SIMULATION_RUNS ?? 300),
  seed: Number(process.env.SIMULATION_SEED ?? 20_261_123),
  share: process.env.SIMULATION_SHARE === "yes",
};
const issues = Number(process.env.ISSUE_RUNS ?? 50);
// How long a database takes that is slow: in `npm run prove` as long as a person would curse.
const faultDelay = Number(process.env.FAULT_DELAY ?? 50);
// On which day the worker's tests run: 0 is today.
const daysAhead = Number(process.env.DAYS_AHEAD ?? 0);
const importRows = Number(process.env.IMPORT_ROWS ?? 600);

export default defineConfig({
  test: {
    projects: [
      {
        define: { LOCAL: "true", FUZZ: JSON.stringify(fuzz) },
        test: {
          name: "unit",
          setupFiles: ["worker/test/seed.ts"],
          isolate: false, // most are sums and texts: what they share is read once, not 70 times
          testTimeout: 30_000, // a slow machine with other work
          include: ["{worker,web,scripts}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.worker.test.{ts,tsx}"],
        },
      },
      {
        define: {
          LOCAL: "true",
          FUZZ: JSON.stringify(fuzz),
          RACES: JSON.stringify(races),
          SCHOOLS: JSON.stringify(schools),
          SIMULATION: JSON.stringify(simulation),
          ISSUES: JSON.stringify(issues),
          FAULT_DELAY: JSON.stringify(faultDelay),
          IMPORT_ROWS: JSON.stringify(importRows),
          DAYS_AHEAD: JSON.stringify(daysAhead),
          MAIL_TLS: JSON.stringify(mailTls),
        },
        assetsInclude: ["**/*.csv"], // workerd sees no files: a sample comes as a data: address
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              workers: [documents],
              bindings: {
                MIGRATIONS: migrations,
                ENVIRONMENT: "local",
                ORIGIN: "https://tms.test",
                KEYS: "k2:dGVzdC1rZXktdHdvLXRlc3Qta2V5LXR3by10ZXN0LWs=;k1:dGVzdC1rZXktb25lLXRlc3Qta2V5LW9uZS10ZXN0LWs=",
                SYNTHETIC_IDS: "yes",
                LOG_LEVEL: "warn",
                METRICS_KEY: "metrics-key-of-the-tests-32-letters",
                MAIL_TRANSPORT: "http",
                MAIL_FROM: "TMS <tms@example.no>",
                MAIL_HTTP_URL: `${simulators}/mail`,
                MAIL_HTTP_KEY: "simulated",
                SMTP_URL: smtp,
                SMS_URL: `${simulators}/sms`,
                SMS_KEY: "Bearer simulated",
                BRREG_URL: `${simulators}/brreg`,
                AUTOSYS_URL: `${simulators}/autosys`,
                HIBP_URL: `${simulators}/hibp`,
                SECURITY_CONTACT: "mailto:security@example.no",
                AUTOSYS_KEY: "simulated",
                OPERATOR_KEY: "operator-of-the-tests-operator-of-the-tests",
              },
            },
          }),
        ],
        test: {
          name: "worker",
          include: ["worker/**/*.worker.test.{ts,tsx}"],
          globalSetup: ["scripts/simulators/global_setup.ts"],
          setupFiles: ["worker/test/ahead.ts", "worker/test/seed.ts", "worker/test/setup.ts"],
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.e2e.ts"],
          globalSetup: ["e2e/setup.ts"],
          // One product and two cores: a file at a time, and a journey may take its time.
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});

/** Makes the worker of the tests trust this certificate too, beside what the machine trusts more. */
function trust(cert: string): void {
  const more = process.env.NODE_EXTRA_CA_CERTS;
  const folder = mkdtempSync(join(tmpdir(), "tms-trust-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "extra.pem");
  writeFileSync(path, more ? `${readFileSync(more, "utf8")}\n${cert}` : cert);
  process.env.NODE_EXTRA_CA_CERTS = path;
}
