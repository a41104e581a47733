import { expect, test } from "vitest";
import { rolesWith } from "#worker/lib/grants.ts";

// The dry run says which national ids of the file the school has already.
test("whoever imports may see national ids", () => {
  const may = rolesWith("students:national_id");
  expect(rolesWith("imports:run").filter((role) => !may.includes(role))).toEqual([]);
});
