import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { changedTables, dump } from "./dump.ts";
import { school } from "./harness.ts";

const run = (sql: string) => env.DB.prepare(sql).run();

test("two dumps differ in whatever was written between them: a new row, a changed one, a lost one", async () => {
  await school("dumped");
  const writes: [sql: string, table: string][] = [
    ["insert into counters (school_id, name, next) select id, 'x', 1 from schools", "counters"],
    ["update counters set next = next + 1 where name = 'x'", "counters"],
    ["update schools set name = 'Other'", "schools"],
    ["delete from counters where name = 'x'", "counters"],
  ];
  for (const [sql, table] of writes) {
    const before = await dump();
    expect(changedTables(before, await dump())).toEqual([]);
    await run(sql);
    expect([sql, changedTables(before, await dump())]).toEqual([sql, [table]]);
  }
});

test("what is written through the product shows, and what is only read or refused does not", async () => {
  await school("dumped");
  const before = await dump();
  await run("select * from schools");
  await run("update schools set name = 'Nobody' where id = 'nobody'");
  await run("insert into schools (id) values (null)").catch(() => undefined);
  expect(await dump()).toBe(before);
  await school("another");
  expect(changedTables(before, await dump())).toEqual(["counters", "schools"]);
});
