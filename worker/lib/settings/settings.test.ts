import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { faultsOf, inWords } from "./faults.ts";
import { aboutOf, type Settings, settingNames } from "./settings.ts";
import { bitsOf, faultOfRing, faultOfToken } from "./strength.ts";

const ring = (kid = "k1") => `${kid}:${randomBytes(32).toString("base64")}`;

/** What production has when all is well. */
const sound: Partial<Settings> = {
  ENVIRONMENT: "production",
  ORIGIN: "https://tms.kjoreskolen.no",
  SECURITY_CONTACT: "mailto:sikkerhet@kjoreskolen.no",
  KEYS: `${ring("k2")};${ring("k1")}`,
  MAIL_TRANSPORT: "binding",
  MAIL_FROM: "TMS <tms@kjoreskolen.no>",
  MAIL_HTTP_URL: "https://api.resend.com",
  SMS_URL: "",
  SMS_FROM: "TMS",
  BRREG_URL: "https://data.brreg.no",
  AUTOSYS_URL: "https://akfell-datautlevering.atlas.vegvesen.no",
  HIBP_URL: "https://api.pwnedpasswords.com",
  OPERATOR_KEY: randomBytes(32).toString("hex"),
  SYNTHETIC_IDS: "no",
};

const said = (change: Partial<Settings>) => inWords(faultsOf({ ...sound, ...change }));
const pattern = Buffer.from("\u0001\u0002".repeat(16)).toString("base64");
const sentence = Buffer.from("this is a sentence and not a key!").toString("base64");

test("sound settings have no fault, whatever is random in them", () => {
  for (let n = 0; n < 50; n++) expect(said({ KEYS: ring() })).toBe("");
});

test("nothing at all names everything that production cannot do without", () => {
  expect(inWords(faultsOf({}))).toBe(
    "ENVIRONMENT (missing), ORIGIN (missing), KEYS (missing), MAIL_TRANSPORT (missing), MAIL_FROM (missing), SYNTHETIC_IDS (missing), OPERATOR_KEY (missing)",
  );
});

test.each<[Partial<Settings>, string]>([
  [{ ENVIRONMENT: "prod" }, "ENVIRONMENT (wrong)"],
  [{ ORIGIN: "" }, "ORIGIN (missing)"],
  [{ ORIGIN: "https://tms.example.no" }, "ORIGIN (placeholder)"],
  [{ ORIGIN: "http://localhost:8787" }, "ORIGIN (placeholder)"],
  [{ ORIGIN: "http://tms.kjoreskolen.no" }, "ORIGIN (wrong)"],
  [{ ORIGIN: "https://tms.kjoreskolen.no/" }, "ORIGIN (wrong)"],
  [{ SECURITY_CONTACT: "sikkerhet@kjoreskolen.no" }, "SECURITY_CONTACT (wrong)"],
  [{ SECURITY_CONTACT: "mailto:security@example.no" }, "SECURITY_CONTACT (placeholder)"],
  [{ KEYS: "changeme" }, "KEYS (wrong)"],
  [{ KEYS: `k1:${sentence}` }, "KEYS (placeholder)"],
  [{ KEYS: `k1:${pattern}` }, "KEYS (weak)"],
  [{ KEYS: `${ring("k2")};k1:${Buffer.alloc(32).toString("base64")}` }, "KEYS (weak)"],
  [{ KEYS: `k1:${randomBytes(16).toString("base64")}` }, "KEYS (wrong)"],
  [{ MAIL_TRANSPORT: "pigeon" }, "MAIL_TRANSPORT (wrong)"],
  [{ MAIL_TRANSPORT: "http" }, "MAIL_HTTP_KEY (missing)"],
  [{ MAIL_TRANSPORT: "http", MAIL_HTTP_KEY: "your-key-here" }, "MAIL_HTTP_KEY (placeholder)"],
  [{ MAIL_TRANSPORT: "http", MAIL_HTTP_KEY: "aaaaaaaaaaaaaa" }, "MAIL_HTTP_KEY (weak)"],
  [{ MAIL_TRANSPORT: "smtp" }, "SMTP_URL (missing)"],
  [{ SMTP_URL: "smtps://mail.kjoreskolen.no:465" }, "SMTP_URL (missing)"],
  [{ SMTP_URL: "smtps://tms:password@mail.kjoreskolen.no" }, "SMTP_URL (placeholder)"],
  [{ SMTP_URL: "https://mail.kjoreskolen.no" }, "SMTP_URL (wrong)"],
  [{ MAIL_FROM: "TMS <tms@example.no>" }, "MAIL_FROM (placeholder)"],
  [{ MAIL_FROM: "TMS" }, "MAIL_FROM (wrong)"],
  [{ SMS_URL: "https://api.sms.no" }, "SMS_KEY (missing)"],
  [{ BRREG_URL: "http://127.0.0.1:8788/brreg" }, "BRREG_URL (placeholder)"],
  [{ HIBP_URL: "http://api.pwnedpasswords.com" }, "HIBP_URL (wrong)"],
  [{ AUTOSYS_URL: "https://a:b@atlas.vegvesen.no" }, "AUTOSYS_URL (wrong)"],
  [{ OPERATOR_KEY: "short" }, "OPERATOR_KEY (weak)"],
  [{ OPERATOR_KEY: "abababababababababababababababababab" }, "OPERATOR_KEY (weak)"],
  [{ OPERATOR_KEY: "change-me-change-me-change-me-change-me" }, "OPERATOR_KEY (placeholder)"],
  [{ BACKUP_DAYS: "none" }, "BACKUP_DAYS (wrong)"],
  [{ BACKUP_MONTHS: "0" }, "BACKUP_MONTHS (wrong)"],
  [{ SYNTHETIC_IDS: "yes" }, "SYNTHETIC_IDS (wrong)"],
])("%j is %s", (change, words) => {
  expect(said(change)).toBe(words);
});

test("a staging system may have synthetic ids, and a local run sample values", () => {
  expect(said({ ENVIRONMENT: "staging", SYNTHETIC_IDS: "yes" })).toBe("");
  const local = { ENVIRONMENT: "local", ORIGIN: "http://localhost:8787", SYNTHETIC_IDS: "yes" };
  expect(inWords(faultsOf({ ...local, KEYS: `k1:${sentence}` }))).toBe("");
  expect(inWords(faultsOf({ ...local, KEYS: "short" }))).toBe("KEYS (wrong)");
});

test("what is said of a fault never holds the value", () => {
  for (const name of settingNames) {
    const value = "sEcReT-vAlUe-changeme";
    expect(JSON.stringify(faultsOf({ ...sound, [name]: value }))).not.toContain(value);
  }
});

describe("strength", () => {
  test("bitsOf() knows a sentence, a repeated letter and random text apart", () => {
    expect(bitsOf("")).toBe(0);
    expect(bitsOf("a".repeat(100))).toBe(0);
    expect(bitsOf("ab".repeat(10))).toBeCloseTo(20);
    expect(bitsOf(randomBytes(32).toString("base64url"))).toBeGreaterThan(150);
  });

  test("what is random is sound, each time", () => {
    for (let n = 0; n < 500; n++) {
      expect(faultOfRing(ring())).toBeUndefined();
      expect(faultOfToken(randomBytes(32).toString("hex"))).toBeUndefined();
    }
  });
});

test("each setting says what it is for, how to get it, and what happens without", () => {
  for (const name of settingNames) {
    const { what, how, missing, group } = aboutOf(name);
    for (const text of [what, how, missing, group]) expect(text.length).toBeGreaterThan(2);
  }
});
