import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterAll, expect, test } from "vitest";
import { currentKey } from "#worker/lib/keys.ts";
import { localAddresses, portsFrom, writeDevVars } from "./dev_vars.ts";

const folder = mkdtempSync(join(tmpdir(), "tms-dev-vars-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("writeDevVars() writes usable keys once, for the owner's eyes only, and never over them", () => {
  const path = join(folder, ".dev.vars");
  expect(writeDevVars(path, portsFrom(8787))).toBe(true);
  const text = readFileSync(path, "utf8");
  const vars = parseEnv(text);
  expect(currentKey(vars.KEYS ?? "", "form").kid).toBe("k1");
  expect(vars).toMatchObject({
    ENVIRONMENT: "local",
    ORIGIN: "http://localhost:8787",
    BRREG_URL: "http://127.0.0.1:8788/brreg",
    SMTP_URL: "smtp://simulated:simulated@127.0.0.1:8789",
  });
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(writeDevVars(path, portsFrom(9000))).toBe(false);
  expect(readFileSync(path, "utf8")).toBe(text);
});

test("two machines have two keys, and another port moves every address", () => {
  const keys = ["a", "b"].map((name) => {
    const path = join(folder, name);
    writeDevVars(path, portsFrom(8787));
    return parseEnv(readFileSync(path, "utf8")).KEYS;
  });
  expect(keys[0]).not.toBe(keys[1]);
  expect(Object.values(localAddresses(portsFrom(9000))).join()).not.toMatch(/878\d/);
});
