import { expect, test } from "vitest";
import { keysFor, macOf, sameText } from "./keys.ts";
import { blindIndex, seal, unseal } from "./seal.ts";

const one = Buffer.alloc(32, 1).toString("base64");
const two = Buffer.alloc(32, 2).toString("base64");
const old = `k1:${one}`;
const ring = `k2:${two};k1:${one}`;
const at = { schoolId: "s1", table: "students", column: "national_id_enc", id: "a" };

test("unseal() opens what seal() closed, and nothing of it shows", () => {
  const sealed = seal(ring, at, "01880550043");
  expect(sealed).not.toContain("01880550043");
  expect(unseal(ring, at, sealed)).toBe("01880550043");
  expect(seal(ring, at, "01880550043")).not.toBe(sealed);
});

test("unseal() refuses a value that was copied to any other place", () => {
  const sealed = seal(ring, at, "secret");
  for (const other of [{ schoolId: "s2" }, { table: "x" }, { column: "x" }, { id: "b" }])
    expect(() => unseal(ring, { ...at, ...other }, sealed)).toThrow();
});

test("unseal() refuses a value with one bit changed anywhere", () => {
  const sealed = seal(ring, at, "secret");
  const parts = sealed.split(".");
  for (const n of [2, 3, 4]) {
    const bytes = Buffer.from(parts[n] ?? "", "base64url");
    bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
    const altered = parts.with(n, bytes.toString("base64url")).join(".");
    expect(() => unseal(ring, at, altered)).toThrow();
  }
});

test("a rotated ring reads what the older key wrote, and writes with the newest", () => {
  expect(unseal(ring, at, seal(old, at, "secret"))).toBe("secret");
  expect(seal(ring, at, "secret").split(".")[1]).toBe("k2");
  expect(() => unseal(old, at, seal(ring, at, "secret"))).toThrow();
});

test("blindIndex() finds equals within a school and tells nothing across schools", () => {
  expect(blindIndex(ring, "s1", "1")).toBe(blindIndex(ring, "s1", "1"));
  expect(blindIndex(ring, "s1", "1")).not.toBe(blindIndex(ring, "s2", "1"));
});

test("keysFor() gives each purpose and school a key of its own, and refuses a weak ring", () => {
  const macs = (["audit", "form", "route"] as const).map((p) =>
    keysFor(ring, p).map((k) => macOf(k, "x")),
  );
  expect(new Set(macs.flat()).size).toBe(6);
  for (const weak of ["", "k1:", "k1:c2hvcnQ=", one])
    expect(() => keysFor(weak, "audit")).toThrow("KEYS");
});

test("sameText() compares by bytes, whatever the length", () => {
  expect(sameText("æ", "æ")).toBe(true);
  expect(sameText("æ", "ab")).toBe(false);
  expect(sameText("", "a")).toBe(false);
});
