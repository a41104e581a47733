import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { parseEnv } from "node:util";
import { portsFrom, writeDevVars } from "../../dev/dev_vars.ts";
import { command } from "../../gates/part.ts";
import { settingsHere } from "./settings.ts";

/** A build, its settings and its data, set up by an operator's own commands. */
export type Place = {
  folder: string;
  build: string;
  config: string;
  /** The file of secrets. */
  file: string;
  data: string;
  forget: () => void;
};

/**
 * Builds the product and makes its settings as for production. The key ring is that of this
 * machine, so that demo data can be put in; nobody outside of it is ever called.
 */
export async function makePlace(): Promise<Place> {
  mkdirSync(".wrangler", { recursive: true });
  const folder = mkdtempSync(".wrangler/built-");
  const build = `${folder}/build`;
  const config = `${build}/wrangler.toml`;
  const file = `${folder}/.env.production`;
  await must(["node", "scripts/build.ts", "--out", build]);
  writeDevVars(".dev.vars", portsFrom(8787));
  const { KEYS = "" } = parseEnv(readFileSync(".dev.vars", "utf8"));
  await must([
    ...["node", "scripts/setup_env.ts", "--yes", "--origin", "https://tms.kjoreskolen.no"],
    ...["--config", config, "--file", file],
    ...settingsHere({ KEYS }),
  ]);
  const forget = () => {
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  };
  return { folder, build, config, file, data: `${folder}/data`, forget };
}

/** Runs a command that must end well, and answers with what it said. */
export async function must(line: readonly string[], env: Record<string, string> = {}) {
  const { code, output } = await command(line, { env, minutes: 5 });
  if (code !== 0) throw new Error(`${line.slice(0, 3).join(" ")} failed\n${output}`);
  return output;
}
