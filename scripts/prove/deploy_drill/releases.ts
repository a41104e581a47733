import { copyFileSync, cpSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What is wrong with a release; each is planted around the real product's own bundle. */
export const flaws = {
  good: "",
  // A page that the smoke does not ask.
  "5xx": `if (path === "/robots.txt") return new Response("flawed", { status: 500 });`,
  slow: `if (path === "/robots.txt" || path === "/students") await new Promise((done) => setTimeout(done, 1500));`,
  "not ready": `if (path === "/readyz") return Response.json({ status: "degraded", score: 60, version: env.VERSION?.id, checks: [{ name: "planted", passed: false }] });`,
  "crash at start": "",
} as const;

export type Flaw = keyof typeof flaws;

/** A folder that can be deployed: the bundle in `from`, with the flaw around it. */
export function artifactWith(flaw: Flaw, from: string, place: string): string {
  const folder = `.wrangler/drill-${flaw.replaceAll(" ", "-")}`;
  const whole = join(place, folder);
  rmSync(whole, { recursive: true, force: true });
  cpSync(join(place, from), whole, { recursive: true });
  const bundle = readFileSync(join(whole, "main.js"), "utf8");
  const [, product] = /([\w$]+) as default\b/.exec(bundle) ?? [];
  if (!product) throw new Error("The bundle has no default export to plant a flaw around");
  const flawed = `
const flawed = {
  ...${product},
  async fetch(request, env, ctx) {
    const path = new URL(request.url).pathname;
    ${flaws[flaw]}
    return await ${product}.fetch(request, env, ctx);
  },
};
`;
  const crash = flaw === "crash at start" ? `throw new Error("planted: it cannot start");\n` : "";
  const around = bundle.replace(`${product} as default`, "flawed as default");
  writeFileSync(join(whole, "main.js"), `${crash}${around}${flawed}`);
  return folder;
}

/** A migration; without another text one that is sound to look at, and fails on the data in the middle. */
export function plantMigration(place: string, sql = fails): void {
  const path = join(place, "migrations/meta/_journal.json");
  const journal = JSON.parse(readFileSync(path, "utf8")) as { entries: { idx: number }[] };
  const last = journal.entries.at(-1);
  const number = String((last?.idx ?? 0) + 1).padStart(4, "0");
  const before = globSync("migrations/meta/*_snapshot.json", { cwd: place }).sort().at(-1) ?? "";
  copyFileSync(join(place, before), join(place, `migrations/meta/${number}_snapshot.json`));
  journal.entries.push({ ...last, idx: Number(number), tag: `${number}_planted` } as never);
  writeFileSync(path, JSON.stringify(journal));
  writeFileSync(join(place, `migrations/${number}_planted.sql`), sql);
}

const fails = `CREATE TABLE planted (id text PRIMARY KEY NOT NULL);
--> statement-breakpoint
INSERT INTO planted (id) VALUES (NULL);
`;
