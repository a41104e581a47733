import { existsSync, readFileSync } from "node:fs";
import { checkMigrations } from "../../checks/migrations.ts";
import { migrationTree } from "../../checks/tree.ts";
import { command } from "../../gates/part.ts";
import { isTested } from "../../gates/stamp.ts";

export async function git(...args: string[]): Promise<string> {
  const { code, output } = await command(["git", ...args], { minutes: 1 });
  if (code !== 0) throw new Error(`git ${args[0]} failed\n${output}`);
  return output.trim();
}

/** Runs one of the other scripts of production; throws with what it said when it refuses. */
export async function alsoRun(
  name: string,
  args: readonly string[],
  key: string | undefined,
): Promise<string> {
  const line = ["npm", "run", "--silent", name, "--", ...args];
  const env = key ? { OPERATOR_KEY: key } : {};
  const { code, output } = await command(line, { env, minutes: 30 });
  if (code !== 0) throw new Error(`npm run ${name} refused\n${output.trim()}`);
  return output.trim().split("\n").at(-1) ?? "";
}

/** What must be right before anything is touched; throws with what is not. */
export async function preflight(
  flags: { untested: string | undefined; unchecked: string | undefined },
  check: () => Promise<string>,
): Promise<string[]> {
  const dirty = await git("status", "--porcelain");
  if (dirty) throw new Error(`The tree is not clean: what is deployed must be a commit\n${dirty}`);
  const tested = isTested(await git("rev-parse", "HEAD^{tree}"));
  if (!tested && !flags.untested)
    throw new Error('npm test has not passed for this tree (or say why not: --untested "...")');
  const findings = checkMigrations(migrationTree());
  if (findings.length > 0)
    throw new Error(`The migrations take something away:\n${findings.join("\n")}`);
  return [
    tested ? "npm test passed for this tree" : `not tested: ${flags.untested}`,
    "migrations only add",
    flags.unchecked ? `not checked: ${flags.unchecked}` : await check(),
  ];
}

/** Whether the file of the operator's secrets says this one. */
export function secretOf(file: string, name: string): string | undefined {
  const line = existsSync(file) ? readFileSync(file, "utf8") : "";
  const [, value] = new RegExp(`^${name}="?([^"\\n]*)"?$`, "m").exec(line) ?? [];
  return process.env[name] ?? value;
}
