import { randomBytes } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import type { Bindings } from "#worker/lib/env.ts";
import { foldedWords } from "#worker/lib/fold.ts";
import { seedBulk } from "./bulk.ts";

test("a school made for measuring is found as one that was founded, its people and cars too", () => {
  const file = new DatabaseSync(":memory:");
  for (const path of globSync("migrations/*.sql").sort()) file.exec(readFileSync(path, "utf8"));
  const env = { KEYS: `k1:${randomBytes(32).toString("base64")}` } as Bindings;
  seedBulk({ file, env }, { schools: 2, students: 5 }, () => undefined);
  const found = (schoolId: string, kind: string, id: string) =>
    file
      .prepare("select term from search_terms where school_id = ? and kind = ? and id = ?")
      .all(schoolId, kind, id)
      .map((row) => String(row.term));
  const all = (table: string) =>
    file.prepare(`select * from ${table}`).all() as Record<string, string>[];
  const made = all("schools").filter(({ id }) => id !== "platform");
  expect(made).toHaveLength(2);
  for (const { id = "", name = "", slug = "" } of made)
    expect(found("platform", "school", id).sort()).toEqual(foldedWords(`${name} ${slug}`).sort());
  for (const { school_id = "", id = "", first_name = "", last_name = "" } of all("employees"))
    expect(found(school_id, "employee", id)).toEqual(
      expect.arrayContaining(foldedWords(`${first_name} ${last_name}`)),
    );
  for (const { school_id = "", id = "", plate = "" } of all("vehicles"))
    expect(found(school_id, "vehicle", id)).toContain(plate.toLowerCase());
  for (const { school_id = "", id = "", last_name = "" } of all("students"))
    expect(found(school_id, "student", id)).toEqual(expect.arrayContaining(foldedWords(last_name)));
  file.close();
});
