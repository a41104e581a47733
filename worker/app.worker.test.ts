import { expect, test } from "vitest";
import { app } from "./app.tsx";
import { undeclared } from "./lib/route.ts";
import { as, send } from "./test/harness.ts";

test("every route declares who may use it", () => {
  expect(undeclared(app.routes)).toEqual([]);
});

test("a signed-in person gets a page, and the error page carries a reference", async () => {
  const owner = await as("owner");
  const docs = await owner.get("/api/docs");
  expect(docs.status).toBe(200);
  expect(await docs.text()).toContain("owner s1");
  const missing = await send("GET", "/nowhere");
  expect(missing.status).toBe(404);
  expect(await missing.text()).toContain("<code>");
});
