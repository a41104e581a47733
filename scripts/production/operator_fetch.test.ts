import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { operatorOf, secretOf } from "./operator_fetch.ts";
import { reasonOf } from "./restore/source.ts";

const folder = mkdtempSync(join(tmpdir(), "tms-operator-"));
const home = process.cwd();
beforeAll(() => {
  process.chdir(folder);
  writeFileSync(".env.production", 'OPERATOR_KEY="of-production"\n');
  writeFileSync(".dev.vars", "OPERATOR_KEY=of-this-machine\n");
  vi.stubEnv("OPERATOR_KEY", "");
});
afterEach(() => vi.unstubAllGlobals());
afterAll(() => {
  vi.unstubAllEnvs();
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

test("the environment, or else the file of the place that is asked", () => {
  expect(secretOf("OPERATOR_KEY", "production")).toBe("of-production");
  expect(secretOf("OPERATOR_KEY", "local")).toBe("of-this-machine");
  expect(() => secretOf("KEYS", "production")).toThrow("nor in .env.production");
  vi.stubEnv("OPERATOR_KEY", "said");
  expect(secretOf("OPERATOR_KEY", "production")).toBe("said");
  vi.stubEnv("OPERATOR_KEY", "");
});

test.each([
  ["https://tms.skolen.no", "Bearer of-production"],
  ["http://localhost:8787", "Bearer of-this-machine"],
  ["http://127.0.0.1:8787", "Bearer of-this-machine"],
])("%s is asked with its own key", async (origin, authorization) => {
  const ask = vi.fn(async (_url: string, _asked: object) => new Response("{}"));
  vi.stubGlobal("fetch", ask);
  await operatorOf(origin)("GET", "/operator/backups/x");
  expect(ask.mock.calls[0]?.[1]).toMatchObject({ headers: { authorization } });
});

test.each(["http://tms.skolen.no", "http://localhost.skolen.no", "tms.skolen.no", "file:///x"])(
  "%s would let others read the key, and is not asked",
  (origin) => expect(() => operatorOf(origin)).toThrow("Want https"),
);

test("who does not answer is named", async () => {
  vi.stubGlobal("fetch", () =>
    Promise.reject(new TypeError("fetch failed", { cause: new Error("ECONNREFUSED") })),
  );
  await expect(operatorOf("https://tms.skolen.no")("GET", "/x")).rejects.toThrow(
    "https://tms.skolen.no does not answer: ECONNREFUSED",
  );
});

test("before the first backup it is said how to make one; a bucket that is shut is another matter", () => {
  const none = "wrangler failed\n[ERROR] The specified key does not exist.";
  expect(reasonOf("newest.json", none)).toBe("There is no backup yet: npm run production:backup");
  expect(reasonOf("daily/a/1", none)).toContain('"daily/a/1" is not in the bucket');
  expect(reasonOf("newest.json", "Authentication error")).toContain("Authentication error");
});
