import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test, vi } from "vitest";
import { scheduled } from "#worker/jobs.ts";
import { DAY, shift } from "#worker/lib/clock.ts";
import { jobCtx } from "#worker/lib/job_ctx.ts";
import { bookings, claims } from "#worker/modules/bookings/schema.ts";
import { settings } from "#worker/modules/schools/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { users } from "#worker/modules/users/schema.ts";
import { dump } from "#worker/test/dump.ts";
import { as, auditRows, cost, db, type Person } from "#worker/test/harness.ts";
import { world } from "#worker/test/world.ts";
import { eraseDue, keepTombstone, TOMBSTONES } from "./actions.ts";
import { readPrivacy } from "./queries.ts";
import { listOver } from "./retention.ts";
import { erasures, tombstones } from "./schema.ts";
import { isGenuine, replayTombstones } from "./tombstones.ts";

const now = () => new Date().toISOString();
const system = (at = now()) =>
  jobCtx(env, { schoolId: "platform", now: at, later: () => undefined });
const hers = (id: string) => eq(students.id, id);
const word = () => `Kvist${uuidv7().slice(-8)}`;

/** Somebody who has left, with everything about her that a school may hold. */
async function left(schoolName: string) {
  const name = word();
  const { schoolId, ids } = await world(schoolName, name);
  const account = await as("student", schoolName);
  await db.batch([
    db
      .update(students)
      .set({ status: "finished", userId: account.userId, email: `${name}@example.no`, note: name })
      .where(hers(ids.student)),
    db
      .update(bookings)
      .set({ startsAt: "2025-01-01T08:00:00.000Z", endsAt: "2025-01-01T09:00:00.000Z" })
      .where(eq(bookings.studentId, ids.student)),
    db.delete(claims).where(eq(claims.schoolId, schoolId)),
    db.run(sql.raw(`delete from student_balances where student_id = '${ids.student}'`)),
  ]);
  return { schoolId, id: ids.student, name, account };
}

const rowOf = async (id: string) => (await db.select().from(students).where(hers(id)))[0];
const waiting = async (id: string) =>
  (await db.select().from(erasures).where(eq(erasures.studentId, id))).at(-1);
const request = (person: Person, id: string) => person.submit(`/privacy/${id}/erasure`, {});

test("the office and she herself get everything that is held, on record", async () => {
  const { id, name, account } = await left("p1");
  const office = await as("office", "p1");
  const page = await office.get(`/privacy/${id}`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("Be om sletting");
  const file = await office.get(`/privacy/${id}/file`);
  expect([file.status, file.headers.get("content-disposition")]).toEqual([
    200,
    expect.stringContaining("attachment"),
  ]);
  const copy = await file.json<{ parts: { table: string; rows: Record<string, unknown>[] }[] }>();
  const tables = copy.parts.map(({ table }) => table);
  expect(tables).toEqual(expect.arrayContaining(["students", "bookings", "lessons", "messages"]));
  expect(copy.parts.find(({ table }) => table === "students")?.rows).toMatchObject([
    { email: `${name}@example.no`, note: name },
  ]);
  expect(JSON.stringify(copy)).not.toMatch(/"(national_id_enc|diff_enc|password_enc|mac)"/);
  const own = await account.get("/me/privacy/file");
  expect(own.status).toBe(200);
  expect(await own.text()).toContain(name);
  expect(await (await account.get("/me/privacy/copy")).text()).toContain(name);
  const taken = (await auditRows()).filter((row) => row.action === "privacy.copied");
  expect(taken.map(({ actor, entityId }) => [actor, entityId])).toEqual([
    [office.userId, id],
    [account.userId, id],
    [account.userId, id],
  ]);
});

test("nobody else gets it: other roles, another school, nobody's student, a stale proof", async () => {
  const { id } = await left("p2");
  for (const role of ["instructor", "academic_leader", "student", "guardian"] as const)
    expect((await (await as(role, "p2")).get(`/privacy/${id}/file`)).status).toBe(403);
  const foreign = await as("office", "p3");
  expect((await foreign.get(`/privacy/${id}`)).status).toBe(404);
  expect((await request(foreign, id)).status).toBe(404);
  expect((await (await as("guardian", "p2")).get("/me/privacy/file")).status).toBe(303);
  const tired = await as("office", "p2", { now: shift(now(), -10 * 60_000) });
  expect((await tired.get(`/privacy/${id}/file`)).status).not.toBe(200);
  expect((await request(tired, id)).status).not.toBe(303);
  expect(await waiting(id)).toBeUndefined();
});

test("one asks and another confirms: what may go is gone, what must stay stays, and a stone says so", async () => {
  const { id, schoolId, name, account } = await left("p4");
  const [one, two] = [await as("owner", "p4"), await as("office", "p4")];
  const money = () =>
    env.DB.prepare(
      "select (select count(*) from ledger) as l, (select count(*) from invoices) as i, (select count(*) from payments) as p",
    ).first();
  const before = await money();
  expect(await dump()).toContain(name);
  expect((await request(one, id)).status).toBe(303);
  expect((await request(two, id)).status).toBe(409);
  const version = `${(await waiting(id))?.version}`;
  expect((await one.submit(`/privacy/${id}/confirmation`, { version })).status).toBe(409);
  expect((await two.submit(`/privacy/${id}/confirmation`, { version })).status).toBe(303);
  expect(await rowOf(id)).toMatchObject({ firstName: "Slettet", email: null, note: null });
  const [user] = await db.select().from(users).where(eq(users.id, account.userId));
  expect(user).toMatchObject({
    name: "Slettet",
    passwordEnc: null,
    disabledAt: expect.any(String),
  });
  expect((await account.get("/me")).status).not.toBe(200);
  expect(await money()).toEqual(before);
  for (const table of [
    "students",
    "messages",
    "lessons",
    "training_records",
    "bookings",
    "users",
  ]) {
    const rows = await env.DB.prepare(
      `select * from ${table} ${table === "users" ? `where id = '${account.userId}'` : `where ${table === "students" ? "id" : "student_id"} = '${id}'`}`,
    ).all();
    expect(JSON.stringify(rows.results)).not.toContain(name);
  }
  const [stone] = await db.select().from(tombstones).where(eq(tombstones.id, id));
  expect(stone && isGenuine(env.KEYS, stone)).toBe(true);
  const told = { id: "", topic: "privacy.erased", subjectId: id, attempts: 1, last: false };
  await keepTombstone(two.ctx, told);
  const kept = await env.BACKUPS.get(`${TOMBSTONES}${schoolId}/student/${id}.json`);
  expect(await kept?.json()).toEqual(stone);
  const timeline = await (await one.get(`/students/${id}/timeline`)).text();
  expect(timeline).toContain("Slettet eleven");
  expect(timeline).not.toContain(name);
  expect(await (await one.get(`/privacy/${id}`)).text()).toContain("ble slettet");
  expect((await request(one, id)).status).toBe(409);
});

test("what was written about somebody who was not erased still cannot be changed", async () => {
  await left("p5");
  for (const change of [
    "messages set body = 'x'",
    "lessons set note = 'x'",
    "training_records set note = 'x'",
  ])
    await expect(env.DB.prepare(`update ${change}`).run()).rejects.toThrow(/stay/);
});

test("after a day the clock does it, unless it was withdrawn or something speaks against it now", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const [first, second, third] = [await left("p6"), await left("p6"), await left("p6")];
  const owner = await as("owner", "p6");
  for (const { id } of [first, second, third]) expect((await request(owner, id)).status).toBe(303);
  const version = `${(await waiting(second.id))?.version}`;
  expect((await owner.submit(`/privacy/${second.id}/withdrawal`, { version })).status).toBe(303);
  await db.update(students).set({ status: "active" }).where(hers(third.id));
  await scheduled({ cron: "* * * * *" }, env, createExecutionContext());
  expect((await rowOf(first.id))?.firstName).not.toBe("Slettet");
  await eraseDue(system(shift(now(), DAY + 1000)));
  const names = await Promise.all([first, second, third].map(({ id }) => rowOf(id)));
  expect(names.map((row) => row?.firstName === "Slettet")).toEqual([true, false, false]);
  expect(await waiting(third.id)).toMatchObject({ doneAt: null, withdrawnAt: expect.any(String) });
  vi.restoreAllMocks();
});

test("who is in training, has lessons ahead or owes is not erased, and the page says why", async () => {
  const { id } = await left("p7");
  const owner = await as("owner", "p7");
  await db.update(students).set({ status: "active" }).where(hers(id));
  const refused = await request(owner, id);
  expect(refused.status).toBe(409);
  expect(await (await owner.get(`/privacy/${id}`)).text()).toContain("under opplæring");
  expect(await waiting(id)).toBeUndefined();
});

test("erased persons stay erased: a restore that brings her back is told again", async () => {
  const { id, name } = await left("p8");
  const [one, two] = [await as("owner", "p8"), await as("office", "p8")];
  await request(one, id);
  const version = `${(await waiting(id))?.version}`;
  await two.submit(`/privacy/${id}/confirmation`, { version });
  const stones = await db.select().from(tombstones).where(eq(tombstones.id, id));
  // As an older backup has her; and it knows nothing of the stone.
  await db
    .update(students)
    .set({ firstName: name, email: `${name}@example.no` })
    .where(hers(id));
  await env.DB.prepare("drop trigger tombstones_no_delete").run();
  await db.delete(tombstones).where(eq(tombstones.id, id));
  await replayTombstones(env.KEYS, stones, async (statements) => {
    await env.DB.batch(statements.map((text) => env.DB.prepare(text)));
  });
  expect(await rowOf(id)).toMatchObject({ firstName: "Slettet", email: null });
  expect(await db.select().from(tombstones).where(eq(tombstones.id, id))).toEqual(stones);
});

test("whose time is over is listed at night, and erased a month later where the school wants it", async () => {
  const { id, schoolId } = await left("p9");
  const old = { createdAt: "2019-01-01T00:00:00.000Z" };
  await db.update(students).set(old).where(hers(id));
  await db
    .update(bookings)
    .set({ startsAt: "2020-01-01T08:00:00.000Z", endsAt: "2020-01-01T09:00:00.000Z" })
    .where(eq(bookings.studentId, id));
  await listOver(system());
  expect(await waiting(id)).toMatchObject({
    why: "retention",
    dueAt: expect.stringMatching(/^9999/),
  });
  const office = await as("office", "p9");
  expect(await (await office.get("/privacy")).text()).toContain(`/privacy/${id}`);
  await db.delete(erasures).where(and(eq(erasures.schoolId, schoolId), eq(erasures.studentId, id)));
  const set = { schoolId, since: now(), id: uuidv7(), setBy: office.userId };
  await db.insert(settings).values({ ...set, key: "when_over", value: "erase" });
  await listOver(system());
  expect((await waiting(id))?.dueAt).toBe(shift((await waiting(id))?.requestedAt ?? "", 30 * DAY));
  await listOver(system());
  expect(await db.select().from(erasures).where(eq(erasures.studentId, id))).toHaveLength(1);
});

test("the page costs one trip", async () => {
  const { id } = await left("p10");
  const owner = await as("owner", "p10");
  const spent = await cost(owner.ctx, (ctx) => readPrivacy(ctx, id));
  expect(spent.trips).toBe(1);
  expect(spent.rowsRead).toBeLessThanOrEqual(300);
});
