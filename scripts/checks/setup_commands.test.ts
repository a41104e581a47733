import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { steps } from "../prove/steps.ts";
import { checkCommands, commandsIn, elsewhere } from "./setup_commands.ts";
import { read } from "./tree.ts";

const page = readFileSync("PRODUCTION_SETUP.md", "utf8");
const names = steps.map(({ name }) => name);
const tree = read(Object.values(elsewhere).map(([file]) => file));

test("every command of PRODUCTION_SETUP.md is run by a test or a proof, or marked", () => {
  expect(checkCommands(page, tree, names)).toEqual([]);
});

test("a command that nothing runs is found, and one that is no longer there", () => {
  const planted = `${page}\nThen \`npx wrangler d1\n  delete tms\`.`;
  expect(commandsIn(planted)).toContain("npx wrangler d1 delete tms");
  expect(checkCommands(planted, tree, names)).toEqual(["nothing runs: npx wrangler d1 delete tms"]);
  const gone = page
    .replaceAll("`npx wrangler versions\nlist`", "")
    .replaceAll("`npx wrangler versions list`", "");
  expect(checkCommands(gone, tree, names)).toEqual([
    "is not on the page: npx wrangler versions list",
  ]);
  expect(checkCommands(page, new Map(), names).length).toBe(Object.keys(elsewhere).length);
  expect(checkCommands(page, tree, [])).toContainEqual(expect.stringContaining("npm run prove"));
});

test.each([
  "Rolling back",
  "Restoring",
  "Runbook: the keys are changed",
  "Runbook: a breach, within 72 hours",
  "Runbook: the database does not answer",
  "Runbook: an owner, or the last administrator, cannot get in",
  "Where each line of nginx lives now",
])("the page has: %s", (title) => {
  const [, text = ""] = page.split(new RegExp(`^##+ ${title}$`, "m"));
  expect(text.split(/^## /m)[0]?.length).toBeGreaterThan(400);
});

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
  scripts: Record<string, string>;
};

test.each([
  ...globSync(".github/workflows/*.yml"),
  ...[".ci/run", "README.md", "CONTRIBUTING.md", "PRODUCTION_SETUP.md", "Dockerfile"],
  ...globSync("docs/**/*.md"),
  ...globSync("ops/**/*.{yml,md}"),
])("%s names no script that is not there", (file) => {
  const text = readFileSync(file, "utf8");
  const named = [...text.matchAll(/npm run (?:--silent )?([a-z][\w:]*)/g)].map(
    ([, name = ""]) => name,
  );
  expect(named.filter((name) => !scripts[name])).toEqual([]);
});

test("every workflow runs what is run by hand", () => {
  for (const file of globSync(".github/workflows/*.yml"))
    expect(readFileSync(file, "utf8"), file).toMatch(/npm run \w|npm test|\.ci\/run/);
});
