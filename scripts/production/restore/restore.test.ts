import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Bindings } from "#worker/lib/env.ts";
import { type Part, signManifest } from "#worker/modules/backups/format/manifest.ts";
import { sealPart, sha256 } from "#worker/modules/backups/format/sealing.ts";
import { readingOrder } from "#worker/modules/backups/rules.ts";
import { tombstoneOf } from "#worker/modules/privacy/tombstones.ts";
import { seedDemo } from "../../seed/demo.ts";
import { eraseAgain, stonesIn } from "./erasures.ts";
import { openBackup } from "./opened.ts";
import { restore } from "./restore.ts";
import { head, migrateTo, rehearse } from "./scratch.ts";
import { folder } from "./source.ts";
import { digestOf, linesIn, tablesOf } from "./tables.ts";
import { localTarget } from "./target.ts";

// A demo school, backed up into a folder, and put back: into nothing, over something else, in part.

const ring = `k1:${randomBytes(32).toString("base64")}`;
const place = mkdtempSync(join(tmpdir(), "tms-restore-test-"));
const kept = join(place, "bucket");
const original = new DatabaseSync(join(place, "original.sqlite"));
let id = "";
let open = { school: "", id: "" };
let copies = 0;

beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  migrateTo(original);
  const env = { ENVIRONMENT: "local", KEYS: ring, SYNTHETIC_IDS: "yes" } as Bindings;
  await seedDemo({ file: original, env });
  const [school] = original.prepare("select school_id as id from students limit 1").all();
  original.exec(`insert into bulk_changes (school_id, id, field, at, made_by, items)
    values ('${school?.id}', '${uuidv7()}', 'status', '2026-01-01T00:00:00.000Z', 'somebody',
    '${JSON.stringify(["æøå ' 🚗".repeat(20_000)]).replaceAll("'", "''")}')`);
  const asked = original
    .prepare("select school_id as school, id from support_visits limit 1")
    .get();
  open = { school: String(asked?.school), id: uuidv7() };
  original.exec(`insert into support_visits (school_id, id, person_id, asked_by, asked_at, reason,
    state, decided_by, decided_at, until) select school_id, '${open.id}', person_id, asked_by,
    asked_at, reason, 'approved', decided_by, decided_at, '2999-01-01T00:00:00.000Z'
    from support_visits where id = '${asked?.id}'`);
  id = await backUp(kept);
}, 120_000);

afterAll(() => {
  original.close();
  rmSync(place, { recursive: true, force: true });
});

/** What the worker writes into the bucket, from a file: the same lines, parts and manifest. */
async function backUp(path: string): Promise<string> {
  const made = uuidv7();
  mkdirSync(join(path, "daily", made), { recursive: true });
  const parts: Part[] = [];
  const tables = readingOrder(tablesOf(original));
  for (const [at, table] of tables.entries()) {
    const lines = linesIn(original, table);
    const data = await sealPart(ring, { id: made, no: at + 1 }, lines.join("\n"));
    const object = `${at}.part`;
    writeFileSync(join(path, "daily", made, object), data);
    const stretch = { table: table.name, rows: lines.length, sha256: sha256(lines.join("\n")) };
    const stretches = lines.length ? [stretch] : [];
    parts.push({ no: at + 1, object, bytes: data.length, sha256: sha256(data), stretches });
  }
  const manifest = {
    ...{ format: 1 as const, id: made, kind: "daily" as const, schema: head(), kid: "k1" },
    ...{ startedAt: "2026-11-23T03:15:00.000Z", endedAt: "2026-11-23T03:16:00.000Z" },
    ...{ fence: { from: 1, to: 1 }, passes: 1, parts },
    tables: tables.map(({ name, columns, key }, at) => ({
      ...{ name, columns: [...columns], key: [...key], omitted: [] },
      rows: parts[at]?.stretches[0]?.rows ?? 0,
    })),
  };
  writeFileSync(join(path, "daily", made, "manifest.json"), signManifest(ring, manifest));
  writeFileSync(join(path, "newest.json"), JSON.stringify({ kind: "daily", id: made }));
  return made;
}

/** A bucket like the first, to be spoiled, and what it says when it is opened. */
async function spoiled(spoil: (at: string) => void, keys = ring): Promise<string> {
  const path = join(place, `spoiled-${copies++}`);
  cpSync(kept, path, { recursive: true });
  spoil(join(path, "daily", id));
  const error = await openBackup(folder(path), keys, { kind: "daily" }).catch((one) => one);
  return error instanceof Error ? error.message : "it was opened";
}

const rehearsed = async () => {
  const opened = await openBackup(folder(kept), ring, { kind: "daily" });
  return { ...opened, ...rehearse(opened, join(place, `scratch-${copies++}.sqlite`)) };
};

/** A database like the original where wrangler would keep it, after something has happened to it. */
function target(happened: (file: DatabaseSync) => void) {
  const persist = join(place, `state-${copies++}`);
  const path = join(persist, "v3/d1/one/db.sqlite");
  mkdirSync(join(persist, "v3/d1/one"), { recursive: true });
  original.exec(`vacuum into '${path}'`);
  const file = new DatabaseSync(path);
  happened(file);
  return { file, to: localTarget(persist) };
}

async function run(
  to: ReturnType<typeof localTarget>,
  only: { school?: string; student?: string } = {},
) {
  const { manifest, ...found } = await rehearsed();
  const { school, student } = only;
  await eraseAgain(found.file, ring, stonesIn(to));
  await restore({ target: to, rehearsed: found, manifest, ring, school, student, write: true });
}

/** The canonical dump, without the rows that a restore leaves in the log, and the visit it ends. */
function dumpOf(file: DatabaseSync) {
  const { tables, sha256: _, ...rest } = digestOf(file);
  tables.delete("audit");
  tables.delete("support_visits");
  const visits = file.prepare("select * from support_visits where id <> ? order by id");
  return { ...rest, rows: 0, tables, audit: auditOf(file), visits: visits.all(open.id) };
}
const auditOf = (file: DatabaseSync) =>
  file.prepare("select * from audit where actor <> 'operator' order by seq").all();
const restoredRows = (file: DatabaseSync) =>
  file.prepare("select entity, entity_id as id from audit where action = 'backups.restored'").all();

test("restored into nothing, every table is what it was, byte for byte", async () => {
  const { file, different, orphans, rows } = await rehearsed();
  expect(rows).toBeGreaterThan(1000);
  expect([different, orphans]).toEqual([[], 0]);
  expect(digestOf(file)).toEqual(digestOf(original));
  const triggers = (one: DatabaseSync) =>
    one.prepare("select name, sql from sqlite_master where type = 'trigger' order by name").all();
  expect(triggers(file)).toEqual(triggers(original));
});

test("a wrong key, a bit, a cut, a gap, an exchange and another manifest are refused", async () => {
  const part = (at: string, no = 7) => join(at, `${no}.part`);
  const bit = (path: string) => {
    const data = readFileSync(path);
    data.writeUInt8(data.readUInt8(data.length >> 1) ^ 4, data.length >> 1);
    writeFileSync(path, data);
  };
  const edit = (at: string, change: (text: string) => string) => {
    const path = join(at, "manifest.json");
    writeFileSync(path, change(readFileSync(path, "utf8")));
  };
  const other = `k1:${randomBytes(32).toString("base64")}`;
  expect(await spoiled(() => undefined)).toBe("it was opened");
  expect(await spoiled(() => undefined, other)).toMatch(/manifest: .*KEYS is another/);
  expect(await spoiled((at) => bit(part(at)))).toMatch(/part 8: it was altered/);
  expect(
    await spoiled((at) => writeFileSync(part(at), readFileSync(part(at)).subarray(0, -1))),
  ).toMatch(/part 8: it is cut/);
  expect(await spoiled((at) => rmSync(part(at)))).toMatch(/7.part" is missing/);
  expect(await spoiled((at) => cpSync(part(at, 8), part(at)))).toMatch(
    /part 8: it (is cut|was altered)/,
  );
  expect(await spoiled((at) => rmSync(join(at, "manifest.json")))).toMatch(/missing/);
  expect(
    await spoiled((at) => edit(at, (text) => text.replace(/"rows": 1,/, '"rows": 2,'))),
  ).toMatch(/manifest: it was altered/);
  expect(await spoiled((at) => edit(at, (text) => text.slice(0, -20)))).toMatch(/not complete/);
});

test("restored over a database that has gone on, it is what it was, and the log says so", async () => {
  const { file, to } = target((db) => {
    db.exec("update students set first_name = 'Feil'; delete from search_terms");
    db.exec("update users set email = 'x' || email");
  });
  await run(to);
  expect(dumpOf(file)).toEqual(dumpOf(original));
  expect(restoredRows(file)).toEqual([{ entity: "all", id }]);
  // The triggers are back: the log is append-only again.
  expect(() => file.exec("delete from audit")).toThrow(/append-only/);
});

test("one student comes back, with a newer version; others stay as they have become", async () => {
  const pick = original.prepare(`select c.student_id as id from bookings c join claims l
    on l.school_id = c.school_id and l.booking_id = c.id
    where c.student_id is not null and c.starts_at > '2000' limit 1`);
  const student = String(pick.get()?.id);
  const where = `student_id = '${student}'`;
  const mine = (file: DatabaseSync) => [
    file.prepare(`select first_name, last_name from students where id = '${student}'`).all(),
    file.prepare(`select * from student_classes where ${where}`).all(),
    file
      .prepare(`select * from claims where booking_id in (select id from bookings where ${where})
        order by booking_id, resource_id`)
      .all(),
  ];
  const { file, to } = target((db) => {
    db.exec("update students set first_name = 'Feil', version = version + 5");
    db.exec(`delete from student_classes where ${where}`);
    db.exec(`delete from claims where booking_id in (select id from bookings where ${where})`);
  });
  await run(to, { student });
  expect(mine(file)).toEqual(mine(original));
  const version = `select version from students where id = '${student}'`;
  const before = Number(original.prepare(version).get()?.version);
  expect(file.prepare(version).get()).toEqual({ version: before + 6 });
  const spoiltStill = "select count(*) as n from students where first_name = 'Feil'";
  expect(Number(file.prepare(spoiltStill).get()?.n)).toBeGreaterThan(5);
  expect(restoredRows(file)).toEqual([{ entity: "student", id: student }]);
});

test("one student does not come back into a place that has been given away, not even in part", async () => {
  const { file, to } = target((db) => {
    db.exec("update students set first_name = 'Feil'");
    db.exec(`create temp table taken as select * from claims order by starts_at desc limit 1;
      delete from claims where booking_id = (select booking_id from taken);
      insert into claims select school_id, kind, resource_id, (select id from bookings b
        where b.school_id = t.school_id and b.status = 'booked' and b.id <> t.booking_id limit 1),
        starts_at, ends_at from taken t`);
  });
  const lost =
    file.prepare(`select b.student_id as id from bookings b where b.student_id is not null
    and b.status = 'booked' and not exists (select 1 from claims c where c.school_id = b.school_id
    and c.booking_id = b.id)`);
  const student = String(lost.get()?.id);
  const before = digestOf(file);
  await expect(run(to, { student })).rejects.toThrow(/bookings\.|overlap/);
  expect(digestOf(file)).toEqual(before);
});

test("one school comes back, and the log of what happened stays", async () => {
  const school = String(original.prepare("select school_id as id from students limit 1").get()?.id);
  const { file, to } = target((db) => {
    db.exec(`update students set first_name = 'Feil'; update schools set name = 'Feil'`);
    db.exec(`delete from search_terms where school_id = '${school}'`);
  });
  await run(to, { school });
  const own = (db: DatabaseSync) => [
    db.prepare("select * from students where school_id = ? order by id").all(school),
    db
      .prepare("select * from search_terms where school_id = ? order by kind, term, id")
      .all(school),
    db.prepare("select * from ledger where school_id = ? order by id").all(school),
    db
      .prepare("select * from account_totals where school_id = ? order by account, month")
      .all(school),
    db.prepare("select name from schools where id = ?").all(school),
  ];
  expect(own(file)).toEqual(own(original));
  expect(file.prepare("select name from schools where id = 'platform'").get()).toEqual({
    name: "Feil",
  });
  expect(auditOf(file)).toEqual(auditOf(original));
});

test.each(["school", "all"] as const)(
  "a visit of support that was open in the backup is over after a restore of %s",
  async (what) => {
    const { school } = open;
    const ended = "update support_visits set state = 'ended', version = version + 1 where id = ?";
    const { file, to } = target((db) => db.prepare(ended).run(open.id));
    await run(to, what === "school" ? { school } : {});
    const row = file.prepare("select state, ended_by as by from support_visits where id = ?");
    expect(row.get(open.id)).toEqual({ state: "ended", by: "operator" });
    const told = file.prepare(`select school_id as log, actor, action from audit
    where entity_id = ? order by log`);
    const step = { actor: "operator", action: "visits.ended" };
    expect(told.all(open.id)).toEqual(["platform", school].sort().map((log) => ({ log, ...step })));
    const refused = "select count(*) as n from support_visits where state = 'refused'";
    expect(file.prepare(refused).get()).toEqual(original.prepare(refused).get());
  },
);

test("who was erased since the backup stays erased, and a forged tombstone stops everything", async () => {
  const row = original.prepare(
    "select school_id as schoolId, id, first_name as name from students",
  );
  const { schoolId, id: student, name } = row.get() as Record<string, string>;
  const stone = tombstoneOf(ring, { schoolId, id: student } as never, "2026-11-23T04:00:00.000Z");
  const insert =
    "insert into tombstones (school_id, kind, id, at, kid, mac) values (?, ?, ?, ?, ?, ?)";
  const laid =
    ({ mac } = stone) =>
    (db: DatabaseSync) =>
      void db.prepare(insert).run(stone.schoolId, stone.kind, stone.id, stone.at, stone.kid, mac);
  const { file, to } = target(laid());
  await run(to);
  const after = file
    .prepare("select first_name as name from students where id = ?")
    .get(student ?? "");
  expect(after?.name).not.toBe(name);
  expect(file.prepare("select id from tombstones").all()).toEqual([{ id: student }]);
  const forged = target(laid({ ...stone, mac: "forged" }));
  const before = digestOf(forged.file);
  await expect(run(forged.to)).rejects.toThrow(/not of our making/);
  expect(digestOf(forged.file)).toEqual(before);
});

test("without --write nothing is written", async () => {
  const { file, to } = target((db) => db.exec("update students set first_name = 'Feil'"));
  const before = digestOf(file);
  const { manifest, ...found } = await rehearsed();
  const asked = { target: to, rehearsed: found, manifest, ring, write: false };
  await restore({ ...asked, school: undefined, student: undefined });
  expect(digestOf(file)).toEqual(before);
});
