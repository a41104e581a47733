import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { missingFrom, steadySbom } from "./sbom.ts";
import { changedSince, sumsOf } from "./sums.ts";

const folder = mkdtempSync(join(tmpdir(), "tms-sums-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the sums tell what was changed, added and taken away", () => {
  mkdirSync(`${folder}/worker`);
  writeFileSync(`${folder}/worker/main.js`, "one");
  writeFileSync(`${folder}/a.txt`, "");
  const sums = sumsOf(folder);
  expect(sums.split("\n")).toEqual([
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.txt",
    "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed  worker/main.js",
    "",
  ]);
  writeFileSync(`${folder}/SHA256SUMS`, sums);
  expect(changedSince(folder, sums)).toEqual([]);
  writeFileSync(`${folder}/worker/main.js`, "two");
  writeFileSync(`${folder}/new.txt`, "");
  rmSync(`${folder}/a.txt`);
  expect(changedSince(folder, sums)).toEqual([
    "a.txt is gone",
    "worker/main.js was changed",
    "new.txt was added",
  ]);
  expect(changedSince(folder, "")).toEqual(["SHA256SUMS is empty"]);
});

test("the list of parts is the same whenever and wherever it is made", () => {
  const made = (name: string, minute: string, order: readonly string[]) =>
    JSON.stringify({
      bomFormat: "CycloneDX",
      serialNumber: `urn:uuid:${minute}`,
      metadata: { timestamp: minute, tools: [{ version: minute }], component: { name } },
      components: order.map((ref) => ({ "bom-ref": ref, name: ref })),
    });
  const one = steadySbom(made("here", "1", ["b@2", "a@1"]), "tms");
  expect(steadySbom(made("there", "2", ["a@1", "b@2"]), "tms")).toBe(one);
  expect(JSON.parse(one)).toMatchObject({
    bomFormat: "CycloneDX",
    metadata: { component: { name: "tms" } },
  });
  expect(missingFrom(one, { a: "1", b: "3" })).toEqual(["b@3"]);
});

test("what only development needs is no part, and its other version still is", () => {
  const only = [{ name: "cdx:npm:package:development", value: "true" }];
  const text = JSON.stringify({
    metadata: { component: { "bom-ref": "tms@1", name: "tms" } },
    components: [
      { "bom-ref": "zod@2", name: "zod", properties: [] },
      { "bom-ref": "zod@1", name: "zod", properties: only },
    ],
    dependencies: [
      { ref: "tms@1", dependsOn: ["zod@1", "zod@2"] },
      { ref: "zod@1", dependsOn: [] },
    ],
  });
  expect(JSON.parse(steadySbom(text, "tms"))).toMatchObject({
    components: [{ "bom-ref": "zod@2" }],
    dependencies: [{ ref: "tms@1", dependsOn: ["zod@2"] }],
  });
});
