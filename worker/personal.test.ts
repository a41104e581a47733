import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, expect, test } from "vitest";
import {
  erasureSql,
  filled,
  replaySql,
  replayTombstones,
  tombstoneOf,
} from "./modules/privacy/tombstones.ts";
import { notAboutStudents, register } from "./personal.ts";

const ring = `k1:${Buffer.alloc(32, 7).toString("base64")}`;
const now = "2026-11-23T12:00:00.000Z";
const her = {
  schoolId: "01900000-0000-7000-8000-000000000001",
  id: "01900000-0000-7000-8000-000000000002",
};
const file = new DatabaseSync(":memory:");

beforeAll(() => {
  const names = readdirSync("migrations").filter((name) => name.endsWith(".sql"));
  for (const name of names.sort())
    for (const part of readFileSync(`migrations/${name}`, "utf8").split("--> statement-breakpoint"))
      if (part.trim()) file.exec(part);
});

/** Tables and their columns, as the migrations have made them. */
function schema(): Map<string, string[]> {
  const tables = file
    .prepare(
      "select name from sqlite_master where type = 'table' and substr(name, 1, 7) <> 'sqlite_'",
    )
    .all();
  return new Map(tables.map(({ name }) => [`${name}`, columnsOf(`${name}`)]));
}

const columnsOf = (table: string) =>
  file
    .prepare(`pragma table_xinfo("${table}")`)
    .all()
    .map(({ name }) => `${name}`);

const ofPeople =
  /(student|person|user|contact|employee|payer|instructor)_id$|national_id|_by$|_enc$|^(by|actor|name|first_name|last_name|email|phone|address|birth_date|note|body|sender|recipient|buyer)$/;

/** Tables that may name people and that nobody has said anything about. */
const unsaid = (tables: ReadonlyMap<string, readonly string[]>) =>
  [...tables]
    .filter(([, columns]) => columns.some((name) => ofPeople.test(name)))
    .map(([table]) => table)
    .filter((table) => !register.some((entry) => entry.table === table))
    .filter((table) => !(table in notAboutStudents));

test("every table that may name a person is in the register, or has a reason not to be", () => {
  expect(unsaid(schema())).toEqual([]);
  expect(unsaid(new Map([["planted", ["school_id", "student_id"]]]))).toEqual(["planted"]);
  expect(Object.keys(notAboutStudents).filter((table) => !schema().has(table))).toEqual([]);
});

test("every column of a table in the register is either shown to her or said to be inner", () => {
  for (const { table, shows, inner, erase } of register) {
    const said = [...shows, ...inner];
    expect([table, ...said.toSorted()]).toEqual([table, ...columnsOf(table).sort()]);
    if (typeof erase === "object")
      expect(said).toEqual(expect.arrayContaining(Object.keys(erase.set)));
  }
});

test("whatever the register says is SQL that the schema understands, and finds rows by an index", () => {
  for (const sql of erasureSql(her, now)) file.prepare(sql);
  for (const { table, whose } of register) {
    const plan = file.prepare(
      `explain query plan select 1 from ${table} where ${filled(whose, her, now)}`,
    );
    const scans = plan
      .all()
      .map(({ detail }) => `${detail}`)
      .filter((detail) =>
        new RegExp(`^SCAN (${table}|students|contacts|bookings)\\b`).test(detail),
      );
    expect([table, scans]).toEqual([table, []]);
  }
});

test("nothing but ids and instants is ever put into that SQL", () => {
  for (const id of ["' or 1=1 --", "", "x"])
    expect(() => filled("id = :person", { ...her, id }, now)).toThrow("Cannot fill in");
  expect(() => filled("at = :now", her, "yesterday")).toThrow("Cannot fill in");
});

test("a forged tombstone stops a restore before anything is erased", async () => {
  const stone = tombstoneOf(ring, her, now);
  expect(replaySql(ring, stone)[0]).toContain("insert into tombstones");
  const other = { ...stone, id: "01900000-0000-7000-8000-000000000003" };
  const ran: unknown[] = [];
  const replay = replayTombstones(ring, [stone, other], (one) => ran.push(one));
  await expect(replay).rejects.toThrow("not of our making");
  expect(ran).toEqual([]);
});
