import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { usageIn } from "./flags.ts";

function run(script: string, ...args: readonly string[]) {
  try {
    const line = [script, ...args];
    const said = execFileSync(process.execPath, line, { encoding: "utf8", stdio: "pipe" });
    return { code: 0, said };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, said: stdout + stderr };
  }
}

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
  scripts: Record<string, string>;
};
const own = Object.entries(scripts).flatMap(([name, line]) => {
  const [, script] = /^node (scripts\/\S+\.ts)/.exec(line) ?? [];
  return script ? [[name, script] as const] : [];
});

test("every command of ours says what it is for, and looks for --help before it does anything", () => {
  expect(own.length).toBeGreaterThan(20);
  for (const [name, script] of own) {
    const source = readFileSync(script, "utf8");
    expect(usageIn(source), name).toMatch(/\w/);
    expect(source, name).toMatch(/^(?:const .* = flagsOf|flagsOf|helpIfAsked)\(/m);
    expect(source, name).not.toContain("parseArgs");
  }
});

test("--help prints the head of the script, and what is not known is one line", () => {
  const helped = run("scripts/production/backup.ts", "--help");
  expect(helped.code).toBe(0);
  expect(helped.said).toMatch(/^Makes a backup now[\s\S]*npm run production:backup -- --origin/);
  expect(helped.said).not.toContain("*");
  for (const [flag, why] of [
    ["--orgin", "Unknown option '--orgin'"],
    ["--origin", "Option '--origin <value>' argument missing"],
    ["everything", "Unexpected argument 'everything'"],
  ] as const)
    expect(run("scripts/production/backup.ts", flag)).toEqual({
      ...{ code: 2, said: `${why} (--help says what there is)\n` },
    });
});

test("a plan for a place that has no settings is no plan", () => {
  expect(run("scripts/production/deploy.ts", "--dry-run", "--target", "staging")).toEqual({
    ...{ code: 2, said: "wrangler.staging.toml is not there: PRODUCTION_SETUP.md 6\n" },
  });
});
