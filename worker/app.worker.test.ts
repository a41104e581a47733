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

test("a refusal says why in the reader's language, for programs to pass on", async () => {
  const ask = async (language: string) => {
    const answer = await send("GET", "/api/v1/students", {
      headers: { "accept-language": language },
    });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    return (await answer.json()) as { code: string; detail: string };
  };
  const [nb, en] = [await ask("nb"), await ask("en")];
  expect(nb.code).toBe(en.code);
  expect(nb.detail).toMatch(/logge inn/i);
  expect(en.detail).toMatch(/sign in/i);
  const office = await as("office");
  const wrong = await office.post("/api/v1/students", { firstName: "" });
  const { detail, errors } = (await wrong.json()) as { detail: string; errors: object };
  expect(wrong.status).toBe(422);
  expect(detail.split("\n").length).toBeLessThanOrEqual(Object.keys(errors).length);
  expect(detail).not.toMatch(/\b\w+_\w+\b/); // sentences, no codes
});
