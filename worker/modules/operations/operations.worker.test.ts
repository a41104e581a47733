import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { DAY, shift } from "#worker/lib/clock.ts";
import { deliverThese } from "#worker/lib/deliver.ts";
import { jobCtx } from "#worker/lib/job_ctx.ts";
import { shardOf } from "#worker/lib/metrics.ts";
import { outbox } from "#worker/lib/outbox.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { as, auditRows, cost, db, idOf, school } from "#worker/test/harness.ts";
import { DeadLetters } from "./dead_letters/input.ts";
import { findDead, listDead } from "./dead_letters/queries.ts";
import { Overview, Routes } from "./overview/input.ts";
import { readOverview } from "./overview/queries.ts";

const admin = () => as("platform_admin", "platform");
const NEVER = "9999-12-31T23:59:59.999Z";
const api = "/api/v1/operations";
const letters = "/operations/dead-letters";

/** A message that was given up, in that school. */
async function dead(name: string, more: Partial<typeof outbox.$inferInsert> = {}) {
  const schoolId = await school("s1");
  const at = shift(new Date().toISOString(), -2 * DAY);
  const row = {
    ...{ schoolId, id: idOf(name), topic: "x.happened", subjectId: "x", at, attempts: 9 },
    ...{ deadAt: at, nextAt: NEVER, lastError: "The other side was down", ...more },
  };
  await db.insert(outbox).values(row);
  return row;
}

const found = async (id: string) =>
  (await db.select().from(outbox).where(eq(outbox.id, id)))[0] ?? expect.fail("no such message");
const logOf = async (id: string) => (await auditRows()).filter((row) => row.entityId === id);

test("the overview tells traffic, budget, queue, safety and versions in one trip to the database", async () => {
  const boss = await admin();
  const hour = new Date().toISOString().slice(0, 13);
  const buckets = Array.from({ length: 12 }, (_, n) => (n === 11 ? 100 : 0));
  const row = { hour, requests: 100, errors: 1, rowsRead: 500, rowsWritten: 0, buckets };
  const rows = [
    { ...row, route: "/slow" },
    { ...row, route: "" },
  ];
  await shardOf(env, 2).add({ series: [], hours: rows, version: "abcd" }, Date.now());
  const answer = await boss.get(api);
  expect(answer.status).toBe(200);
  const told = Overview.parse(await answer.json());
  expect(told.traffic?.slowest[0]).toMatchObject({ route: "/slow", requests: 100, p95: 10_000 });
  // What other tests of this run were answered is counted as well.
  expect(told.traffic?.slo.errors).toBeGreaterThanOrEqual(1);
  expect(told.versions.seen.map(({ version }) => version)).toContain("abcd");
  expect(told.versions.applied).toBe(told.versions.schema);
  expect(told.audit.lastSeq).toBeGreaterThanOrEqual(0);
  const page = await boss.get("/operations");
  expect(page.status).toBe(200);
  const html = await page.text();
  for (const said of ["Feilbudsjett igjen", "/slow", "abcd", "Utboks og kø"])
    expect(html).toContain(said);
  expect(await cost(boss.ctx, readOverview)).toMatchObject({ trips: 1, queries: 6 });
});

test("the routes come in the order that is asked for; what nobody knows falls back", async () => {
  const boss = await admin();
  const hour = new Date().toISOString().slice(0, 13);
  const buckets = Array.from({ length: 12 }, (_, n) => (n === 0 ? 1 : 0));
  const row = { hour, route: "/dear", requests: 1, errors: 0, rowsRead: 9e6, rowsWritten: 4 };
  const hours = [{ ...row, buckets }];
  await shardOf(env, 1).add({ series: [], hours, version: "abcd" }, Date.now());
  const told = Routes.parse(await (await boss.get(`${api}/routes?sort=-rows&hours=1`)).json());
  expect(told.items[0]).toMatchObject({ route: "/dear", usdPerMillion: 9004.3 });
  const html = await (await boss.get("/operations/routes?sort=nonsense&hours=900")).text();
  expect(html).toContain("/dear");
  expect((await (await as("owner")).get(`${api}/routes`)).status).toBe(403);
});

test("what was given up is listed with its reason, also to programs, and nothing else is", async () => {
  const boss = await admin();
  await dead("l1");
  await dead("l2", { deadAt: null, nextAt: shift(new Date().toISOString(), DAY) });
  await dead("l3", { deliveredAt: new Date().toISOString() });
  await dead("l4", { dismissedAt: new Date().toISOString() });
  const told = DeadLetters.parse(await (await boss.get(`${api}/dead-letters`)).json());
  expect(told.items.map(({ id }) => id)).toEqual([idOf("l1")]);
  expect(told.items[0]).toMatchObject({ schoolName: "s1", lastError: "The other side was down" });
  const html = await (await boss.get(letters)).text();
  expect(html).toContain("The other side was down");
  const list = { q: "", sort: "-id", per: 25 } as const;
  const spent = await cost(boss.ctx, (ctx) => listDead(ctx, list));
  expect(spent.trips).toBe(1);
  expect(spent.rowsRead).toBeLessThan(10);
});

test("a replay tries each chosen message once, however often it is asked for", async () => {
  const boss = await admin();
  const { id, schoolId } = await dead("r1");
  const answers = await Promise.all(
    [1, 2, 3].map(() => boss.post(`${api}/dead-letters/replay`, { ids: [id, idOf("nobody")] })),
  );
  const changed = await Promise.all(
    answers.map(async (one) => ((await one.json()) as { changed: number }).changed),
  );
  expect(changed.toSorted()).toEqual([0, 0, 1]);
  expect(await logOf(id)).toMatchObject([
    { schoolId, actor: boss.userId, action: "operations.replayed", entity: "outbox" },
  ]);
  // Nobody listens to it: it was tried, and is among the dead again with the new reason.
  const ctxFor = (of: string) =>
    jobCtx(env, { schoolId: of, now: new Date().toISOString(), later: () => undefined });
  await deliverThese(db, [{ schoolId, id }], { reactors: {}, ctxFor, now: ctxFor("").now });
  const row = await found(id);
  expect(row.attempts).toBe(10);
  expect(row.lastError).toContain("Nobody listens");
  expect(await findDead(boss.ctx, [id])).toHaveLength(1);
});

test("a mail whose last try failed is open again for its replay; one that was sent is not", async () => {
  const boss = await admin();
  const schoolId = await school("s1");
  const mail = (id: string, state: "failed" | "sent") => ({
    ...{ schoolId, id: idOf(id), template: "invitation", locale: "nb" as const, state },
    ...{ recipient: "a@example.no", params: {}, createdAt: boss.ctx.now, doneAt: boss.ctx.now },
  });
  await db.insert(mails).values([mail("m1", "failed"), mail("m2", "sent")]);
  const [failed, sent] = [
    await dead("o1", { topic: "mails.written", subjectId: idOf("m1") }),
    await dead("o2", { topic: "mails.written", subjectId: idOf("m2") }),
  ];
  await boss.submit(letters, { ids: [failed.id, sent.id], act: "replay" });
  const rows = await db.select().from(mails).where(eq(mails.schoolId, schoolId));
  const stateOf = (name: string) => rows.find(({ id }) => id === idOf(name))?.state;
  expect(stateOf("m1")).not.toBe("failed");
  expect(stateOf("m2")).toBe("sent");
  expect((await found(sent.id)).deadAt).toBeNull();
});

test("a message is put away with a reason, and without one nothing happens", async () => {
  const boss = await admin();
  const { id } = await dead("d1");
  const bare = await boss.submit(letters, { ids: id, act: "dismiss" });
  expect(bare.status).toBe(422);
  expect(await bare.text()).toContain("Hvorfor den ikke trengs");
  expect((await boss.submit(letters, { act: "replay" })).status).toBe(422);
  expect((await found(id)).dismissedAt).toBeNull();
  const done = await boss.submit(letters, { ids: id, act: "dismiss", reason: "Skolen er borte" });
  expect([done.status, done.headers.get("location")]).toEqual([303, letters]);
  expect(await findDead(boss.ctx, [id])).toEqual([]);
  expect(await logOf(id)).toMatchObject([
    { action: "operations.dismissed", reason: "Skolen er borte", changed: ["topic", "attempts"] },
  ]);
  const late = await boss.submit(letters, { ids: id, act: "replay" });
  expect(late.status).toBe(409);
  expect(await late.text()).toContain("Ingen av de valgte var her lenger");
  const again = await boss.post(`${api}/dead-letters/dismissal`, { ids: [id], reason: "Igjen" });
  expect(await again.json()).toEqual({ changed: 0, left: 1 });
});

test("no school sees or touches any of it", async () => {
  const owner = await as("owner");
  const { id } = await dead("n1");
  for (const path of [api, `${api}/dead-letters`, "/operations", "/operations/routes", letters])
    expect((await owner.get(path)).status).toBe(403);
  expect((await owner.post(`${api}/dead-letters/replay`, { ids: [id] })).status).toBe(403);
  expect((await found(id)).deadAt).not.toBeNull();
});
