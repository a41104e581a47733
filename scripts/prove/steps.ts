import { commandPart, type Part, testPart } from "../gates/part.ts";
import type { Step } from "../gates/prove.ts";
import { auditTamper } from "./audit_tamper.ts";
import { backup } from "./backup.ts";
import { canary } from "./canary.ts";
import { deployDrill, deployKilled } from "./deploy_drill.ts";
import { killed } from "./kill_9.ts";
import { lighthouse } from "./lighthouse.ts";
import { live } from "./live.ts";
import { newcomer } from "./newcomer.ts";
import { observatory } from "./observatory.ts";
import { productionCheck } from "./production_check.ts";
import { prometheus } from "./prometheus.ts";
import { rebuild } from "./rebuild.ts";
import { rollback } from "./rollback.ts";
import { setupCommands } from "./setup_commands.ts";
import { sqlmap } from "./sqlmap.ts";
import { oldSuite } from "./upgrade/old_suite.ts";
import { upgrade } from "./upgrade.ts";
import { upgradeBig } from "./upgrade_big.ts";
import { wapiti } from "./wapiti.ts";

const deadCode: Step = {
  ...commandPart("dead-code", ["knip", "--no-progress", "--no-config-hints"], { minutes: 2 }),
  quick: true,
};

/** One vitest run of some files of the worker, with settings that make it longer. */
const worker = (name: string, only: readonly string[], env: Record<string, string>): Part => ({
  ...testPart("worker", { only, env, minutes: 10 }),
  name,
});

const seed = () => String(crypto.getRandomValues(new Uint32Array(1))[0] ?? 1);

// 2,000 odd inputs for each endpoint, in shares that each fit into ten minutes, each with a seed
// of its own. What fails prints it: FUZZ_SEED=... repeats the run.
const fuzz = Array.from({ length: 17 }, (_, n) =>
  worker(`fuzz-${n + 1}`, ["worker/fuzz.worker.test.ts"], { FUZZ_RUNS: "120", FUZZ_SEED: seed() }),
);

// A hundred rounds in shares that each fit into ten minutes.
const bookingRaces = [1, 2, 3, 4].map((n) =>
  worker(`races-bookings-${n}`, ["worker/modules/bookings/races.worker.test.ts"], {
    RACE_REPEATS: "25",
  }),
);

// What is right today only would turn the project red one day: two years from now it is asked here.
const later = worker(
  "days-ahead",
  ["students", "contacts", "lessons", "bookings", "training", "curriculum", "home", "absences"]
    .map((name) => `worker/modules/${name}`)
    .concat("worker/attacks"),
  { DAYS_AHEAD: "700" },
);

/** Every longer proof, in the order in which a failure is worth knowing. */
export const steps: readonly Step[] = [
  { ...newcomer, quick: true },
  {
    ...worker("import-20000", ["worker/modules/imports/size.worker.test.ts"], {
      IMPORT_ROWS: "20000",
    }),
    quick: true,
  },
  worker("budgets-50", ["worker/modules/students/cost.worker.test.ts"], { COST_SCHOOLS: "50" }),
  deadCode,
  later,
  { ...auditTamper, quick: true },
  rebuild,
  { ...canary, quick: true },
  backup,
  killed,
  worker(
    "faults",
    [
      "worker/faults.worker.test.ts",
      // Mail and SMS that fail, are silent or answer nonsense; registers; what waits and is given up.
      ...["mail/mail.worker.test.ts", "mail/sms.worker.test.ts"].map(
        (name) => `worker/modules/${name}`,
      ),
      ...["fetch_out", "limits", "deliver"].map((name) => `worker/lib/${name}.worker.test.ts`),
    ],
    { FAULT_DELAY: "5000" },
  ),
  upgrade,
  upgradeBig,
  oldSuite,
  productionCheck,
  deployDrill,
  deployKilled,
  rollback,
  setupCommands,
  live,
  { ...observatory, quick: true },
  lighthouse,
  prometheus,
  sqlmap,
  wapiti,
  worker("races", ["worker/races.worker.test.ts"], { RACE_REPEATS: "100" }),
  worker("races-prepaid", ["worker/modules/charges/races.worker.test.ts"], { RACE_REPEATS: "100" }),
  ...bookingRaces,
  worker("invoice-numbers", ["worker/modules/invoices/issue/numbers.worker.test.ts"], {
    ISSUE_RUNS: "500",
  }),
  worker("simulation", ["worker/test/simulation"], {
    SIMULATION_RUNS: "1000",
    SIMULATION_SEED: seed(),
  }),
  ...fuzz,
];
