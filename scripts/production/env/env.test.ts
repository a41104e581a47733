import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { currentKey } from "#worker/lib/keys.ts";
import { checkTables, document, withTables } from "./table.ts";
import { filled, parted, secretsIn, varsIn, wanting, withVars } from "./values.ts";

const folder = mkdtempSync(join(tmpdir(), "tms-setup-env-"));
afterAll(() => rmSync(folder, { recursive: true }));

const toml = readFileSync("wrangler.toml", "utf8");
const file = join(folder, ".env.production");
const config = join(folder, "wrangler.toml");

/** The command as an operator types it; what it prints, and how it ended. */
function setupEnv(...args: readonly string[]): { code: number; said: string } {
  const line = ["scripts/setup_env.ts", "--file", file, "--config", config, ...args];
  try {
    const said = execFileSync(process.execPath, line, { encoding: "utf8", stdio: "pipe" });
    return { code: 0, said };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, said: stdout + stderr };
  }
}

test("one address makes settings that nothing is wrong with, and a second run keeps the keys", () => {
  writeFileSync(config, toml);
  const { code, said } = setupEnv("--yes", "--origin", "https://tms.kjoreskolen.no");
  expect(said).toContain("KEYS             new");
  expect(code, said).toBe(0);
  const secrets = readFileSync(file, "utf8");
  const values = { ...varsIn(readFileSync(config, "utf8")), ...secretsIn(secrets) };
  expect(wanting(values)).toEqual([]);
  expect(values).toMatchObject({
    ORIGIN: "https://tms.kjoreskolen.no",
    MAIL_FROM: "TMS <tms@kjoreskolen.no>",
    SECURITY_CONTACT: "mailto:security@kjoreskolen.no",
  });
  expect(currentKey(values.KEYS ?? "", "form").kid).toBe("k1");
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(said).not.toContain(values.KEYS);
  expect(said).not.toContain(values.OPERATOR_KEY);

  const again = setupEnv("--yes", "--set", "SMS_FROM=Skolen");
  expect(again.said).toContain("KEYS             as it was");
  expect([again.code, readFileSync(file, "utf8")]).toEqual([0, secrets]);
  expect(varsIn(readFileSync(config, "utf8")).SMS_FROM).toBe("Skolen");
});

test("what is wrong is named, ends with 1, and is mended by another run", () => {
  writeFileSync(config, toml);
  rmSync(file, { force: true });
  const { code, said } = setupEnv("--yes", "--set", "MAIL_TRANSPORT=smtp");
  expect(code).toBe(1);
  expect(said).toMatch(/ORIGIN is missing/);
  expect(said).toMatch(/SMTP_URL is missing/);
  const password = ["kD83hs", "92kKqx"].join("");
  const smtp = `SMTP_URL=smtps://tms:${password}@mail.kjoreskolen.no:465`;
  const mended = setupEnv("--yes", "--origin", "https://tms.kjoreskolen.no", "--set", smtp);
  expect(mended.code, mended.said).toBe(0);
  expect(readFileSync(config, "utf8")).not.toContain(password);
});

test("a wrong address is refused before anything is written", () => {
  writeFileSync(config, toml);
  rmSync(file, { force: true });
  const { code, said } = setupEnv("--yes", "--origin", "http://tms.kjoreskolen.no");
  expect([code, said]).toEqual([2, expect.stringContaining("ORIGIN is wrong, and nothing was")]);
  expect([readFileSync(config, "utf8"), existsSync(file)]).toEqual([toml, false]);
});

test("what followed from one address follows the next, and what was chosen stays", () => {
  writeFileSync(config, toml);
  const sample = setupEnv("--yes", "--origin", "https://tms.example.no");
  expect(sample.code).toBe(1);
  expect(sample.said).toContain("ORIGIN is still a sample");
  const { said } = setupEnv("--yes", "--origin", "https://tms.kjoreskolen.no");
  expect(said).toContain("MAIL_FROM follows from ORIGIN: TMS <tms@kjoreskolen.no>");
  expect(said).toContain("Somebody must make that mailbox");
  setupEnv("--yes", "--set", "MAIL_FROM=post@skolen.no");
  const last = setupEnv("--yes", "--origin", "https://tms.skolen.no");
  expect(last.said).not.toContain("MAIL_FROM");
  expect(varsIn(readFileSync(config, "utf8"))).toMatchObject({
    MAIL_FROM: "post@skolen.no",
    SECURITY_CONTACT: "mailto:security@skolen.no",
  });
});

test("a name that nobody reads is refused, and nothing is written", () => {
  writeFileSync(config, toml);
  const { code, said } = setupEnv("--yes", "--set", "JWT_SECRET=changeme");
  expect([code, said]).toEqual([2, 'There is no setting "JWT_SECRET"\n']);
  expect(readFileSync(config, "utf8")).toBe(toml);
});

test("where nobody can be asked, it says which flags to use", () => {
  expect(setupEnv()).toMatchObject({ code: 2, said: expect.stringContaining("--yes --origin") });
});

test("withVars() changes values alone, and takes no secret", () => {
  const changed = withVars(toml, { ORIGIN: 'https://a.no/$&"' });
  expect(varsIn(changed)).toEqual({ ...varsIn(toml), ORIGIN: 'https://a.no/$&"' });
  expect(withVars(changed, { ORIGIN: "" })).toBe(toml);
  expect(() => withVars(toml, { KEYS: "k1:x" })).toThrow("KEYS is a secret");
  expect(parted({ ORIGIN: "a", KEYS: "b", SMS_URL: "" })).toEqual({
    plain: { ORIGIN: "a" },
    secret: { KEYS: "b" },
  });
});

test("what is guessed gives way to what is there", () => {
  const given = { ORIGIN: "https://tms.skolen.no", MAIL_FROM: "post@skolen.no" };
  expect(filled(given)).toMatchObject({ ...given, SECURITY_CONTACT: "mailto:security@skolen.no" });
});

test("the document has the tables of the schema, and each way of drifting apart is said", () => {
  const text = readFileSync(document, "utf8");
  expect(checkTables(text, toml)).toEqual([]);
  const old = text.replace("| `ORIGIN` | ", "| `ORIGIN` | perhaps ");
  expect(checkTables(old, toml)).toEqual([
    "PRODUCTION_SETUP.md is not what the settings say: npm run settings:table",
  ]);
  expect(withTables(old)).toBe(text);
  expect(checkTables(text, toml.replace(/^HIBP_URL.*\n/m, ""))).toEqual([
    "wrangler.toml has no HIBP_URL",
  ]);
  expect(checkTables(text, toml.replace("[vars]", '[vars]\nKEYS = ""'))).toEqual([
    "wrangler.toml has KEYS, which is a secret",
  ]);
  expect(checkTables(text, toml.replace("[vars]", '[vars]\nPORT = "1"'))).toEqual([
    "wrangler.toml has PORT, which is no setting",
  ]);
});
