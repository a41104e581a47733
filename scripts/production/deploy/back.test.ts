import { expect, test } from "vitest";
import { chosen } from "../edge/edge.ts";
import type { Script } from "../stub/account.ts";
import { obstacles, type VersionSeen, versionBefore } from "./back.ts";

const deployed = (at: string, ...versions: [string, number][]) => ({
  created_on: at,
  versions: versions.map(([version_id, percentage]) => ({ version_id, percentage })),
});

test("the version before is the last that everybody had, whatever was tried in between", () => {
  const first = deployed("2026-01-01", ["a", 100]);
  const second = deployed("2026-01-02", ["b", 100]);
  expect(versionBefore([second, first])).toBe("a");
  expect(versionBefore([first])).toBeUndefined();
  // While a release is under way, its old version.
  expect(versionBefore([first, second, deployed("2026-01-03", ["c", 10], ["b", 90])])).toBe("b");
  const returned = deployed("2026-01-04", ["b", 100]);
  expect(
    versionBefore([first, second, deployed("2026-01-03", ["c", 10], ["b", 90]), returned]),
  ).toBe("a");
});

const version = (tag: string, ...bindings: [string, string][]): VersionSeen => ({
  id: tag,
  resources: {
    bindings: bindings.map(([name, type]) => ({ name, type })),
    script_runtime: { migration_tag: tag },
  },
});

test("it refuses to go back across a migration of objects, or to what is gone", () => {
  const now = version(
    "v2",
    ["DB", "d1"],
    ["NEW", "r2_bucket"],
    ["LIVE", "durable_object_namespace"],
  );
  expect(obstacles(version("v2", ["DB", "d1"], ["X", "plain_text"]), now)).toEqual([]);
  expect(obstacles(version("v1", ["DB", "d1"]), now)).toEqual([
    expect.stringContaining("v1 and v2"),
  ]);
  expect(obstacles(version("v2", ["OLD", "queue"]), now)).toEqual([
    expect.stringContaining("OLD (queue)"),
  ]);
});

test("the edge shares visitors out, and heeds an override for a deployed version alone", () => {
  const ids = ["0".repeat(8), "1".repeat(8), "2".repeat(8)].map(
    (id) => `${id}-0000-0000-0000-000000000000`,
  );
  const [old = "", next = "", never = ""] = ids;
  const script = {
    versions: ids.map((id) => ({ id })),
    deployments: [deployed("", [next, 10], [old, 90])],
  } as unknown as Script;
  const drawn = (random: number, override?: string) => chosen(script, override, random)?.id;
  expect([drawn(0), drawn(0.099), drawn(0.1), drawn(0.999)]).toEqual([next, next, old, old]);
  expect(drawn(0.9, `tms="${next}"`)).toBe(next);
  expect(drawn(0.9, `tms="${never}"`)).toBe(old);
  expect(chosen(undefined, undefined)).toBeUndefined();
});
