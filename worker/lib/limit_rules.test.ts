import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { limits } from "./limit_rules.ts";

test("every limit that is declared is taken somewhere", () => {
  const files = globSync("worker/**/*.{ts,tsx}").filter(
    (path) => !/\.test\.tsx?$|limit_rules\.ts$|^worker\/test\//.test(path),
  );
  const source = files.map((path) => readFileSync(path, "utf8")).join("\n");
  const unused = Object.keys(limits).filter((name) => !source.includes(`"${name}"`));
  expect(unused).toEqual([]);
});
