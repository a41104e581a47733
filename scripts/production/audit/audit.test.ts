import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { type Lock, unjudgedScripts, unknownLicences, unsafeSources } from "./lock.ts";
import { judgeAudit } from "./parts.ts";
import { secretsInTree } from "./secrets.ts";

const lockWith = (change: object): Lock => ({
  lockfileVersion: 3,
  packages: {
    "": {},
    "node_modules/a": { integrity: "sha512-abc", license: "MIT", ...change },
  },
});

test.each([
  [{}, []],
  [{ resolved: "https://registry.npmjs.org/a/-/a-1.0.0.tgz" }, []],
  [{ integrity: "sha1-abc" }, ["node_modules/a: no sha512 integrity"]],
  [{ resolved: "https://evil.no/a.tgz" }, ["node_modules/a: from https://evil.no/a.tgz"]],
  [
    { resolved: "git+ssh://git@github.com/a/a.git" },
    ["node_modules/a: from git+ssh://git@github.com/a/a.git"],
  ],
])("unsafeSources() of %j", (change, expected) => {
  expect(unsafeSources(lockWith(change))).toEqual(expected);
});

test.each([
  ["MIT", []],
  ["(MIT AND Zlib)", []],
  ["(MPL-2.0 OR Apache-2.0)", []],
  ["MIT OR SEE LICENSE IN FEEL-FREE.md", []],
  ["GPL-3.0", ["a: GPL-3.0"]],
  ["MIT AND GPL-3.0", ["a: MIT AND GPL-3.0"]],
  [undefined, ["a: no licence"]],
])("a licence %s", (license, expected) => {
  expect(unknownLicences(lockWith({ license }))).toEqual(expected);
  expect(unknownLicences(lockWith({ license, dev: true }))).toEqual([]);
});

test("a script that runs on installing wants a yes or a no", () => {
  const lock = lockWith({ hasInstallScript: true });
  expect(unjudgedScripts(lock, {})).toEqual(["a runs a script while it is installed"]);
  expect(unjudgedScripts(lock, { a: false })).toEqual([]);
});

test("an empty lock file, and a scan of nothing, are no success", () => {
  expect(unsafeSources({ lockfileVersion: 3, packages: {} })).toHaveLength(1);
  expect(secretsInTree(new Map())).toHaveLength(1);
});

// Put together here, so that this file is not itself a finding.
const planted: Record<string, string> = {
  "a private key": ["-----BEGIN PRIVATE ", "KEY-----MIIE"].join(""),
  "an AWS key": ["AKIA", "IOSFODNN7EXAMPLQ"].join(""),
  "a GitHub token": ["ghp_", "aB3dE6gH9k".repeat(4)].join(""),
  "a Stripe key": ["sk_live_", "aB3dE6gH9kaB3dE6gH9k"].join(""),
  "a Resend key": ["re_", "aB3dE6gH_aB3dE6gH9kaB3dE6"].join(""),
  "a password in an address": ["smtps://tms:", "kD83hs92kKqx@mail.skolen.no"].join(""),
  "a key": `KEYS = "k1:${randomBytes(32).toString("base64")}"`,
};

test.each(Object.entries(planted))("%s is found, and never repeated", (what, text) => {
  const found = secretsInTree(new Map([["docs/a.md", `one\n${text}\n`]]));
  expect(found).toEqual([`docs/a.md:2: ${what}`]);
});

test("what only looks like it is left alone", () => {
  const lines = [
    'KEYS: "k2:dGVzdC1rZXktdHdvLXRlc3Qta2V5LXR3by10ZXN0LWs="',
    "`smtps://user:password@host:465`",
    'OPERATOR_KEY: "operator-of-the-tests-operator-of-the-tests"',
    'echo "k1:$(openssl rand -base64 32)"',
  ];
  expect(secretsInTree(new Map([["a.ts", lines.join("\n")]]))).toEqual([]);
});

test("judgeAudit() counts what is high or critical, and says when nobody answered", () => {
  const report = (severity: string) =>
    JSON.stringify({ vulnerabilities: { hono: { severity, range: "<4" } } });
  expect(judgeAudit(report("high"))).toEqual({ findings: ["hono <4: high"] });
  expect(judgeAudit(`npm warn x\n${report("moderate")}`)).toEqual({ findings: [] });
  expect(judgeAudit("npm error code E405\n")).toHaveProperty("why");
  expect(judgeAudit('{"error":{"code":"E405"}}')).toHaveProperty("why");
});
