import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { checkBanned } from "../checks/banned.ts";
import { checkAssets, checkDocumentsBundle, checkWorkerBundle } from "../checks/bundle.ts";
import { checkDrift } from "../checks/drift.ts";
import { checkImports } from "../checks/imports.ts";
import { loadWords } from "../checks/load_words.ts";
import { checkMigrations } from "../checks/migrations.ts";
import { checkSizes } from "../checks/sizes.ts";
import { migrationTree, sourceTree } from "../checks/tree.ts";
import { checkWords } from "../checks/words.ts";
import { documentsConfig } from "../dev/wrangler.ts";
import { local as supplyChain } from "../production/audit/parts.ts";
import { checkTables, document } from "../production/env/table.ts";
import { atOnce, inOrder } from "./gate.ts";
import { commandPart, type Part, testPart, verdict } from "./part.ts";

const check = (name: string, find: () => string[] | Promise<string[]>): Part => ({
  name,
  run: async () => verdict(await find()),
});

const bytesOf = (folder: string, prefix = "") =>
  new Map(
    globSync("**/*.*", { cwd: folder }).map((path) => [
      prefix + path.replaceAll("\\", "/"),
      readFileSync(`${folder}/${path}`),
    ]),
  );

const dry = ".wrangler/dry";
const dryDocuments = ".wrangler/dry_documents";

const wrangler = (...args: string[]) => ["wrangler", "deploy", "--dry-run", ...args];

/** A build that could be deployed: both Workers, and what they weigh. */
const deployment = inOrder("deployment", [
  commandPart("dry run of the deployment", wrangler(`--outdir=${dry}`, "--minify")),
  commandPart(
    "dry run of the documents Worker",
    wrangler("--config", documentsConfig, `--outdir=${resolve(dryDocuments)}`),
  ),
  check("documents bundle", () => {
    const { findings, said } = checkDocumentsBundle(bytesOf(dryDocuments));
    console.log(`  ${said}`);
    return findings;
  }),
  check("worker bundle", () => {
    const { findings, said } = checkWorkerBundle(bytesOf(dry));
    console.log(`  ${said}`);
    return findings;
  }),
]);

/** Format, lint, types, the house's own rules, unit tests, and a build that could be deployed. */
export const ok: readonly Part[] = [
  commandPart("islands and styles", ["node", "web/build.ts"]),
  check("browser budgets", () => {
    const manifest = JSON.parse(readFileSync("web/assets.gen.json", "utf8"));
    const { findings, said } = checkAssets(bytesOf("web/dist/assets", "/assets/"), manifest);
    console.log(`  ${said.join(", ")}`);
    return findings;
  }),
  check("imports", () => checkImports(sourceTree())),
  check("words", async () => checkWords(sourceTree(), await loadWords())),
  check("forbidden words", () => checkBanned(sourceTree())),
  check("settings as documented", () =>
    checkTables(readFileSync(document, "utf8"), readFileSync("wrangler.toml", "utf8")),
  ),
  check("file length", () => checkSizes(sourceTree())),
  check("migrations", () => checkMigrations(migrationTree())),
  ...supplyChain,
  atOnce("checks that do not meet", [
    testPart("unit", { minutes: 3 }),
    commandPart("types", ["tsc", "-p", ".", "--pretty", "false"]),
    commandPart("format and lint", ["biome", "ci", "--colors=off", "--max-diagnostics=40", "."]),
    deployment,
    check("migrations hold the whole schema", () => checkDrift()),
  ]),
];
