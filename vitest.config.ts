import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { freePorts } from "./scripts/simulators/free_port.ts";

const migrations = await readD1Migrations("migrations");

// The bindings below are read before anything starts, so the ports are chosen here; the worker
// project's global setup starts the simulators on them. This file is read more than once in one
// run, and every reading must speak of the same ports.
if (!process.env.SIMULATORS) {
  const [port, smtpPort] = await freePorts(2);
  process.env.SIMULATORS = `http://127.0.0.1:${port}`;
  process.env.SIMULATORS_SMTP = `smtp://simulated:simulated@127.0.0.1:${smtpPort}`;
}
const simulators = process.env.SIMULATORS;
const smtp = process.env.SIMULATORS_SMTP ?? "";

// How much of what is random or repeated: little in `npm test`, all of it in `npm run prove`.
// There the seed differs from run to run; here it does not, so that a red run can be run again.
const seed = Number(process.env.FUZZ_SEED ?? 20_261_123);
const fuzz = { runs: Number(process.env.FUZZ_RUNS ?? 30), seed };
const races = Number(process.env.RACE_REPEATS ?? 5);
const importRows = Number(process.env.IMPORT_ROWS ?? 600);

export default defineConfig({
  test: {
    projects: [
      {
        define: { LOCAL: "true" },
        test: {
          name: "unit",
          include: ["{worker,web,scripts}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.worker.test.{ts,tsx}"],
        },
      },
      {
        define: {
          LOCAL: "true",
          FUZZ: JSON.stringify(fuzz),
          RACES: JSON.stringify(races),
          IMPORT_ROWS: JSON.stringify(importRows),
        },
        assetsInclude: ["**/*.csv"], // workerd sees no files: a sample comes as a data: address
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                MIGRATIONS: migrations,
                ENVIRONMENT: "local",
                ORIGIN: "https://tms.test",
                KEYS: "k2:dGVzdC1rZXktdHdvLXRlc3Qta2V5LXR3by10ZXN0LWs=;k1:dGVzdC1rZXktb25lLXRlc3Qta2V5LW9uZS10ZXN0LWs=",
                SYNTHETIC_IDS: "yes",
                MAIL_TRANSPORT: "http",
                MAIL_FROM: "TMS <tms@example.no>",
                MAIL_HTTP_URL: `${simulators}/mail`,
                MAIL_HTTP_KEY: "simulated",
                SMTP_URL: smtp,
                BRREG_URL: `${simulators}/brreg`,
                AUTOSYS_URL: `${simulators}/autosys`,
                HIBP_URL: `${simulators}/hibp`,
                SECURITY_CONTACT: "",
                AUTOSYS_KEY: "simulated",
              },
            },
          }),
        ],
        test: {
          name: "worker",
          include: ["worker/**/*.worker.test.{ts,tsx}"],
          globalSetup: ["scripts/simulators/global_setup.ts"],
          setupFiles: ["worker/test/setup.ts"],
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
