import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { command, type Part, verdict } from "../gates/part.ts";
import { startStub } from "../production/stub/server.ts";
import { openProduct } from "./built/product.ts";
import { settingsHere } from "./built/settings.ts";

const ORIGIN = "https://tms.kjoreskolen.no";
type Report = { score: number; checks: { id: string; status: string; message: string }[] };

/**
 * The way of PRODUCTION_SETUP.md with its own commands, in a clone of this commit: settings, account,
 * build, deploy, start, one backup. Then `production:check` has nothing to say; and it has, and ends
 * otherwise, when one thing is spoilt.
 */
export const productionCheck: Part = {
  name: "production-check",
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), "tms-check-"));
    try {
      return verdict(await prove(join(folder, "clone")));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function prove(clone: string): Promise<string[]> {
  await command(["git", "clone", "--quiet", process.cwd(), clone]);
  symlinkSync(resolve("node_modules"), join(clone, "node_modules"));
  const stub = await startStub({});
  const ask = (line: readonly string[], env: Record<string, string> = {}) =>
    command(line, { cwd: clone, env: { ...stub.env, ...env }, minutes: 5 });
  const must = async (line: readonly string[], env?: Record<string, string>) => {
    const { code, output } = await ask(line, env);
    if (code !== 0) throw new Error(`"${line.join(" ")}" failed\n${output}`);
  };
  const script = (name: string, ...more: string[]) => ["node", `scripts/${name}.ts`, ...more];
  try {
    await must(script("setup_env", "--yes", "--origin", ORIGIN, ...settingsHere()));
    await must(script("setup_db", "--remote"));
    await must(script("build"));
    await must(["wrangler", "deploy", "--config", "worker/documents/wrangler.toml"]);
    await must(["wrangler", "deploy", "--minify"]);
    await must(script("setup_env", "--yes", "--bulk"));
    const file = join(clone, ".env.production");
    const place = { build: "build", data: "data", file, cwd: clone };
    const product = await openProduct(place);
    try {
      const { OPERATOR_KEY = "" } = parseEnv(readFileSync(file, "utf8"));
      await must(script("production/backup", "--origin", product.url), { OPERATOR_KEY });
      // The service answers with what it found up to five seconds ago.
      await new Promise((done) => setTimeout(done, 6_000));
      const check = script("production/check", "--json", "--url", product.url);
      const clean = await ask(check);
      chmodSync(file, 0o644);
      const spoilt = await ask(check);
      return [...perfect(clean), ...noticed(spoilt), ...stub.unknown];
    } finally {
      await product.stop();
    }
  } finally {
    await stub.close();
  }
}

const reportIn = (output: string) => JSON.parse(output.slice(output.indexOf("{"))) as Report;

function perfect({ code, output }: { code: number; output: string }): string[] {
  const { score, checks } = reportIn(output);
  console.log(`  ${checks.length} checks, score ${score}, ends with ${code}`);
  return [
    ...checks
      .filter(({ status }) => status !== "pass")
      .map(({ id, status, message }) => `${id} ${status}: ${message}`),
    ...(score === 100 && code === 0 ? [] : [`score ${score}, ends with ${code}`]),
    ...(checks.length >= 30 ? [] : [`only ${checks.length} checks`]),
  ];
}

function noticed({ code, output }: { code: number; output: string }): string[] {
  const { score, checks } = reportIn(output);
  const bad = checks.filter(({ status }) => status !== "pass").map(({ id }) => id);
  console.log(`  spoilt: ${bad.join(", ")}, score ${score}, ends with ${code}`);
  return bad.join() === "environment.file" && code === 1 ? [] : ["a spoilt file went unnoticed"];
}
