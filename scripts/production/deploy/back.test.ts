import { expect, test } from "vitest";
import { takenAway } from "../../checks/migrations.ts";
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
  // Going back twice goes back further, or nowhere; never to what was wrong.
  expect(versionBefore([first, second, deployed("2026-01-03", ["a", 100])])).toBeUndefined();
  const better = [deployed("2026-01-03", ["a", 100]), deployed("2026-01-04", ["c", 100])];
  expect(versionBefore([first, second, ...better])).toBe("a");
  const returned = deployed("2026-01-04", ["b", 100]);
  expect(
    versionBefore([first, second, deployed("2026-01-03", ["c", 10], ["b", 90]), returned]),
  ).toBe("a");
});

const version = (tag: string, ...bindings: [string, string][]): VersionSeen => ({
  id: tag,
  metadata: { created_on: "2026-01-01T00:00:00.000Z" },
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

test("a migration that took something away stands in the way of the release before it", () => {
  const columns = { note: { type: "text", notNull: false } };
  const snapshot = (at: string, more: object) =>
    JSON.stringify({ at, tables: { t: { columns: more } } });
  const tree = new Map([
    ["migrations/0001_adds.sql", "CREATE TABLE a (id text); -- not DROP TABLE"],
    ["migrations/0002_drops.sql", "ALTER TABLE t DROP COLUMN note;"],
    ["migrations/meta/0001_snapshot.json", snapshot("1", columns)],
    ["migrations/meta/0002_snapshot.json", snapshot("2", {})],
  ]);
  expect(takenAway(tree, ["0001_adds.sql"])).toEqual([]);
  expect(takenAway(tree, [])).toEqual([]);
  expect(takenAway(tree, ["0001_adds.sql", "0002_drops.sql"])).toEqual([
    expect.stringContaining("0002_drops.sql"),
    expect.stringContaining("t.note is gone"),
  ]);
  expect(takenAway(tree, ["0003_elsewhere.sql"])).toEqual([expect.stringContaining("checkout")]);
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
