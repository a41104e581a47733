import { globSync } from "node:fs";
import { atOnce } from "./gate.ts";
import { ok } from "./ok.ts";
import { type Part, testPart } from "./part.ts";

const files = (pattern: string) => globSync(pattern).map((path) => path.replaceAll("\\", "/"));
const without = (all: readonly string[], ...some: (readonly string[])[]) =>
  all.filter((path) => !some.flat().includes(path));

// What is tested route by route lies beside app.tsx; the simulation is one long test.
const routes = files("worker/*.worker.test.{ts,tsx}");
const simulation = files("worker/test/simulation/*.worker.test.ts");
const modules = without(files("worker/**/*.worker.test.{ts,tsx}"), routes, simulation);
const norwegian = files("e2e/templates_nb.e2e.ts");
const journeys = without(files("e2e/**/*.e2e.ts"), norwegian);

/** The proof of the product: the quick gate, every worker test, every journey. */
export const test: readonly Part[] = [
  ...ok,
  // The longest first, so that both lanes end together.
  atOnce("worker and browser tests", [
    testPart("e2e", { named: "journeys and English pages", only: journeys, minutes: 15 }),
    testPart("worker", { named: "route", only: routes, minutes: 15 }),
    testPart("e2e", { named: "Norwegian pages", only: norwegian, minutes: 15 }),
    testPart("worker", { named: "module", only: modules, minutes: 15 }),
    testPart("worker", { named: "simulation", only: simulation, minutes: 15 }),
  ]),
];
