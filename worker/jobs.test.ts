import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("every topic that is told has somebody who listens", () => {
  const files = globSync("worker/**/*.ts").filter((path) => !path.includes(".test."));
  const told = files.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/\btopic: "([a-z_.]+)"/g)].map((match) => match[1]),
  );
  expect(told).toContain("mails.written");
  const jobs = readFileSync("worker/jobs.ts", "utf8");
  expect([...new Set(told)].filter((topic) => !jobs.includes(`"${topic}": `))).toEqual([]);
});

test("every cron of wrangler.toml is the one that jobs.ts takes it for", () => {
  const [, crons = ""] = /crons = \[([^\]]*)\]/.exec(readFileSync("wrangler.toml", "utf8")) ?? [];
  expect(crons.split(", ")).toEqual(['"* * * * *"', '"15 3 * * *"']);
  expect(readFileSync("worker/jobs.ts", "utf8")).toContain('"15 3 * * *"');
});
