import { expect, test } from "vitest";
import { policy } from "../worker/test/policy.ts";
import { templates, without } from "./templates.ts";
import { walkTemplates } from "./walk_templates.ts";

test("every page of the product has a template here, or a reason why not", () => {
  const pages = Object.keys(policy)
    .filter((name) => name.startsWith("GET /") && !name.startsWith("GET /api/v1/"))
    .map((name) => name.replace("GET ", ""));
  const known = new Set([...templates.map(({ route }) => route), ...Object.keys(without)]);
  expect(pages.filter((path) => !known.has(path))).toEqual([]);
});

walkTemplates("nb");
