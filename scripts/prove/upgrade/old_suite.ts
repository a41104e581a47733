import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { command, type Part, readReport, skip } from "../../gates/part.ts";
import { releases } from "./release.ts";

// What a school cannot do without while one release takes the place of another: the whole suite
// would take longer than a step may.
const modules = [
  ...["students", "bookings", "lessons", "training", "charges", "invoices", "payments"],
  ...["sessions", "users", "schools", "vehicles"],
];

/**
 * The previous release's own tests of some modules, on the schema of this one: so long as both serve
 * visitors, the old code works on what the new migrations have made.
 */
export const oldSuite: Part = { name: "upgrade-old-suite", run };

async function run() {
  const newest = readdirSync("migrations")
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .at(-1);
  const previous = releases().findLast(({ schema }) => schema !== newest);
  if (!previous) return skip("no release was kept with an older schema");
  const { source, schema } = previous;
  const folder = mkdtempSync(join(tmpdir(), "tms-previous-"));
  try {
    const tar = join(folder, "source.tar");
    const got = await command(["git", "archive", "--output", tar, source]);
    if (got.code !== 0) return skip(`${source} is not in this clone: git fetch --unshallow`);
    const tree = join(folder, "tree");
    mkdirSync(tree);
    await command(["tar", "--extract", "--file", tar, "--directory", tree]);
    symlinkSync(resolve("node_modules"), join(tree, "node_modules"));
    rmSync(join(tree, "migrations"), { recursive: true });
    cpSync("migrations", join(tree, "migrations"), { recursive: true });
    const built = await command(["node", "web/build.ts"], { cwd: tree });
    if (built.code !== 0) throw new Error(`${source} cannot be built\n${built.output}`);
    const report = join(folder, "report.json");
    const line = [
      ...["vitest", "run", "--project", "worker", "--reporter=json", `--outputFile.json=${report}`],
      ...modules.map((name) => `worker/modules/${name}/`),
    ];
    const { output } = await command(line, { cwd: tree, env: { CI: "1" }, minutes: 9 });
    const tally = readReport(readFileSync(report, "utf8"));
    console.log(`  ${schema} (${source.slice(0, 7)}) on ${newest}: ${modules.join(", ")}`);
    if (tally.failed > 0) console.error(output.slice(-4_000));
    return tally;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
