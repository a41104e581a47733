import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { MINUTE, shift } from "#worker/lib/clock.ts";
import { hashOf, sessionsOf } from "#worker/lib/session.ts";
import { monitorOf, type Signal } from "#worker/lib/signals.ts";
import { addressBlocks } from "#worker/modules/addresses/schema.ts";
import { proveAgain } from "#worker/modules/sessions/mod.ts";
import { account, Browser } from "#worker/test/browser.ts";
import { as, auditRows, cost, db, idOf, type Person, school } from "#worker/test/harness.ts";
import { purgeEvents } from "./actions.ts";
import { type SecurityEvent, SecurityEventDetail, SecurityEvents } from "./input.ts";
import { listEvents } from "./queries.ts";
import { securityEvents } from "./schema.ts";
import { defaults } from "./settings/input.ts";

const url = "/api/v1/security";

/** Waits for what the monitor writes by itself. */
async function eventsOf(person: Person, enough: (all: SecurityEvent[]) => boolean) {
  for (let tries = 0; tries < 100; tries++) {
    const { items } = SecurityEvents.parse(await (await person.get(`${url}/events`)).json());
    if (enough(items)) return items;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("The monitor has not said so");
}
const some = (rule: string) => (all: SecurityEvent[]) => all.some((event) => event.rule === rule);

const hear = (schoolId: string, signals: Omit<Signal, "at">[], at = Date.now()) =>
  monitorOf(env, schoolId).hear(
    schoolId,
    signals.map((signal) => ({ ...signal, at })),
  );

const times = <T>(n: number, one: (i: number) => T) => Array.from({ length: n }, (_, i) => one(i));

test("an attack on one account is one event of its school and one of the platform", async () => {
  const owner = await as("owner", "w1");
  const admin = await as("platform_admin", "platform");
  const victim = await account("instructor", "w1");
  const attacker = new Browser("192.0.2.77");
  await attacker.get("/sign-in");
  for (let i = 0; i < 12; i++)
    await attacker.post("/sign-in", { email: victim.email, password: `feil passord ${i}` });
  const [event] = await eventsOf(owner, some("account_fails"));
  expect(event).toMatchObject({
    ...{ rule: "account_fails", level: "warning", userId: victim.id, state: "open" },
    ...{ address: "192.0.2.77", name: "instructor" },
  });
  expect(event?.hits).toBeGreaterThanOrEqual(10); // also those that a limit did not let through
  const above = await eventsOf(admin, some("account_fails"));
  expect(above.map(({ userId }) => userId)).toContain(victim.id);
  expect(await eventsOf(await as("owner", "w2"), () => true)).toEqual([]);
});

test("what goes on is added to the same event; after a pause it is another", async () => {
  const owner = await as("owner", "w3");
  const account = owner.userId;
  const at = Date.now();
  await hear(
    owner.schoolId,
    times(10, () => ({ kind: "sign_in_failed", account })),
    at,
  );
  await hear(
    owner.schoolId,
    times(5, () => ({ kind: "sign_in_failed", account })),
    at + MINUTE,
  );
  const [event] = await eventsOf(owner, ([first]) => first?.hits === 15);
  expect(Date.parse(event?.lastAt ?? "")).toBe(at + MINUTE);
  await hear(
    owner.schoolId,
    times(10, () => ({ kind: "sign_in_failed", account })),
    at + 20 * MINUTE,
  );
  expect(await eventsOf(owner, (all) => all.length === 2)).toHaveLength(2);
});

test("spraying counts different accounts, and those that nobody has too", async () => {
  const owner = await as("owner", "w4");
  const address = "198.51.100.9";
  const one = (account: string) => ({ kind: "sign_in_failed", account, address }) as const;
  await hear(owner.schoolId, [...times(9, () => one("?a")), one("?b"), one("?c"), one("?d")]);
  await hear(owner.schoolId, [one(owner.userId)]);
  const all = await eventsOf(owner, some("spraying"));
  const found = all.find(({ rule }) => rule === "spraying");
  expect(found).toMatchObject({ level: "danger", address, userId: null, hits: 13 });
  const response = await owner.get(`${url}/events/${found?.id}`);
  const detail = SecurityEventDetail.parse(await response.json());
  expect(detail.accounts.map(({ id }) => id)).toEqual([owner.userId]);
  expect(detail).toMatchObject({ unknownAccounts: 4, addresses: [address], steps: [] });
});

test("a sign-in after many failures speaks; after two it forgets them", async () => {
  const owner = await as("owner", "w5");
  const account = owner.userId;
  const failed = { kind: "sign_in_failed", account } as const;
  const entered = { kind: "signed_in", account } as const;
  await hear(owner.schoolId, [failed, failed, failed, entered, failed, failed, failed, entered]);
  await hear(owner.schoolId, [...times(5, () => failed), entered]);
  const all = await eventsOf(owner, (events) => events.length > 0);
  expect(all.map(({ rule, hits }) => [rule, hits])).toEqual(
    expect.arrayContaining([["entered_after_fails", 5]]),
  );
});

test("refused rights and foreign rows are counted by person", async () => {
  const owner = await as("owner", "w6");
  const student = await as("student", "w6");
  for (let i = 0; i < 5; i++) expect((await student.get("/students")).status).toBe(403);
  const probe = await as("office", "w6");
  for (let i = 0; i < 10; i++)
    expect((await probe.get(`/api/v1/students/${idOf(`x${i}`)}`)).status).toBe(404);
  const all = await eventsOf(owner, (list) => list.length === 2);
  expect(all.map(({ rule, userId }) => [rule, userId]).sort()).toEqual([
    ["denied", student.userId],
    ["foreign_ids", probe.userId],
  ]);
  const denied = all.find(({ rule }) => rule === "denied");
  const detail = await (await owner.get(`${url}/events/${denied?.id}`)).json();
  expect(SecurityEventDetail.parse(detail).about).toEqual(["GET /students"]);
});

test("a school's own rules hold at once; a rule that is off is silent", async () => {
  const owner = await as("owner", "w7");
  const rules = { ...defaults, denied_count: 2, exports_on: false };
  expect((await owner.put(`${url}/rules`, rules)).status).toBe(428);
  expect((await owner.put(`${url}/rules`, { ...rules, denied_count: 0 }, '"rules-0"')).status).toBe(
    422,
  );
  expect((await owner.put(`${url}/rules`, rules, '"rules-0"')).status).toBe(200);
  expect((await owner.put(`${url}/rules`, defaults, '"rules-0"')).status).toBe(412);
  expect((await auditRows()).at(-1)).toMatchObject({
    ...{ action: "security.rules_changed", actor: owner.userId },
    changed: ["denied_count", "exports_on"],
  });
  const account = owner.userId;
  await hear(owner.schoolId, [
    { kind: "exported", account, weight: 50_000 },
    { kind: "denied", account },
    { kind: "denied", account },
  ]);
  const all = await eventsOf(owner, (list) => list.length > 0);
  expect(all.map(({ rule }) => rule)).toEqual(["denied"]);
  const stranger = await as("owner", "w8");
  expect(await (await stranger.get(`${url}/rules`)).json()).toMatchObject({ denied_count: 5 });
});

async function raised(name: string, userId: string) {
  const schoolId = await school(name);
  const id = idOf(`event ${name}`);
  const at = new Date().toISOString();
  await db.insert(securityEvents).values({
    ...{ schoolId, id, rule: "account_fails", level: "warning", userId, hits: 10 },
    ...{ firstAt: at, lastAt: at, seen: { accounts: [userId], addresses: [], about: [] } },
  });
  return id;
}

test("ends the person's sessions, demands a proof, and dismisses with a reason; all of it on record", async () => {
  const owner = await as("owner", "w9");
  const person = await as("office", "w9");
  const id = await raised("w9", person.userId);
  const pressed = await owner.submit(`/security/${id}/proof`, {});
  expect(pressed.status).toBe(303);
  const asked = await person.get("/students");
  expect(asked.headers.get("location")).toBe("/step-up?next=%2Fstudents");
  expect((await person.get("/api/v1/students")).status).toBe(403);
  expect((await person.get("/step-up")).status).toBe(200);
  for (const path of ["/", "/calendar/feeds"])
    expect((await person.get(path)).headers.get("location")).toContain("/step-up?next=");
  const now = new Date().toISOString();
  const proven = { hash: hashOf(person.secret), csrfSeed: "seed", linger: false };
  await sessionsOf(env, person.userId).prove(hashOf(person.secret), proven, now);
  expect((await person.get("/students")).status).toBe(200);

  expect((await owner.submit(`/security/${id}/sessions`, {})).status).toBe(303);
  expect((await person.get("/api/v1/students")).status).toBe(401);

  const empty = await owner.submit(`/security/${id}/dismissal`, { version: "2" });
  expect(empty.status).toBe(422);
  const reason = "Hun hadde glemt passordet";
  expect((await owner.submit(`/security/${id}/dismissal`, { version: "1", reason })).status).toBe(
    409,
  );
  for (let twice = 0; twice < 2; twice++)
    expect((await owner.submit(`/security/${id}/dismissal`, { version: "2", reason })).status).toBe(
      303,
    );
  const detail = SecurityEventDetail.parse(await (await owner.get(`${url}/events/${id}`)).json());
  expect(detail).toMatchObject({ state: "dismissed", reason, version: 3 });
  expect(detail.steps.map(({ action, who }) => [action, who])).toEqual([
    ["security.proof_demanded", "owner w9"],
    ["security.sessions_ended", "owner w9"],
    ["security.dismissed", "owner w9"],
  ]);
  expect(detail.steps.at(-1)?.reason).toBe(reason);
});

test("whoever has left is no longer this school's to sign out", async () => {
  const owner = await as("owner", "w14");
  const person = await as("instructor", "w15");
  const id = await raised("w14", person.userId);
  for (const act of ["sessions", "proof"])
    expect((await owner.submit(`/security/${id}/${act}`, {})).status).toBe(409);
  expect((await person.get("/students")).status).toBe(200);
});

test("a flood of made-up accounts is no event of its own, and a row each to count them by", async () => {
  const owner = await as("owner", "w16");
  const failed = { kind: "sign_in_failed", address: "203.0.113.16" } as const;
  await hear(owner.schoolId, [
    ...times(12, () => ({ ...failed, account: "?a" })),
    ...times(12, () => ({ ...failed, account: "?b" })),
  ]);
  await hear(owner.schoolId, [{ kind: "factor_removed", account: owner.userId }]);
  const all = await eventsOf(owner, some("factor_removed"));
  expect(all.map(({ rule }) => rule)).toEqual(["factor_removed"]);
  const rows = await runInDurableObject(monitorOf(env, owner.schoolId), (_, { storage }) => [
    ...storage.sql.exec("select rule, sum(weight) hits, count(*) n from hit group by rule"),
  ]);
  expect(rows).toEqual([
    { rule: "address_fails", hits: 24, n: 24 },
    { rule: "spraying", hits: 24, n: 2 },
  ]);
});

test("an event is its own school's: to others it is one that nobody has", async () => {
  const id = await raised("w10", (await as("office", "w10")).userId);
  const stranger = await as("owner", "w11");
  for (const path of ["proof", "sessions"])
    expect((await stranger.submit(`/security/${id}/${path}`, {})).status).toBe(404);
  expect((await stranger.get(`${url}/events/${id}`)).status).toBe(404);
  const [row] = await db.select().from(securityEvents).where(eq(securityEvents.id, id));
  expect(row).toMatchObject({ state: "open", version: 1 });
  for (const role of ["office", "academic_leader", "instructor", "student"] as const)
    expect((await (await as(role, "w10")).get("/security")).status).toBe(403);
});

test("the list costs one trip, however many schools there are", async () => {
  const owner = await as("owner", "w12");
  await raised("w12", owner.userId);
  const list = { q: "", sort: "-id", per: 25 } as const;
  const spent = await cost(owner.ctx, (ctx) => listEvents(ctx, list));
  expect(spent.trips).toBe(1);
  expect(spent.rowsRead).toBeLessThanOrEqual(4);
});

test("events go after three months", async () => {
  const owner = await as("owner", "w13");
  const id = await raised("w13", owner.userId);
  await purgeEvents(owner.ctx);
  const later = { ...owner.ctx, now: shift(owner.ctx.now, 91 * 24 * 60 * MINUTE) };
  await purgeEvents(later);
  expect(await db.select().from(securityEvents).where(eq(securityEvents.id, id))).toEqual([]);
  expect((await auditRows()).at(-1)).toMatchObject({ action: "security.purged" });
});

test("keeps the address of an event out, once for two clicks, and never where one sits oneself", async () => {
  const owner = await as("owner", "w14");
  const id = await raised("w14", owner.userId);
  expect((await owner.submit(`/security/${id}/block`, { hours: "1" })).status).toBe(409);
  await db.update(securityEvents).set({ address: "203.0.113.5" }).where(eq(securityEvents.id, id));
  const _once = idOf("block w14");
  for (let twice = 0; twice < 2; twice++)
    expect((await owner.submit(`/security/${id}/block`, { hours: "24", _once })).status).toBe(303);
  const blocks = await db
    .select()
    .from(addressBlocks)
    .where(eq(addressBlocks.schoolId, owner.schoolId));
  expect(blocks.map(({ range }) => range)).toEqual(["203.0.113.5/32"]);
  const done = (await auditRows()).filter((row) => row.schoolId === owner.schoolId);
  expect(done.map(({ action }) => action)).toEqual([
    "addresses.blocked",
    "security.address_blocked",
  ]);
});

test("what somebody did is known by her own address; a whole network is not kept out for it", async () => {
  const owner = await as("owner", "w17");
  const ctx = { ...owner.ctx, caller: "203.0.113.17", ipPrefix: "203.0.113.0/24" };
  const who = { sessionHash: owner.userId, userId: owner.userId };
  for (let i = 0; i < 5; i++) await proveAgain(ctx, who, async () => undefined);
  const [event] = await eventsOf(owner, some("code_fails"));
  expect(event?.address).toBe("203.0.113.17");
  const { id = "" } = event ?? {};
  expect(await (await owner.get(`/security/${id}`)).text()).toContain(`${id}/block`);
  // An event of a release that knew no more than the network.
  const address = "203.0.113.0/24";
  await db.update(securityEvents).set({ address }).where(eq(securityEvents.id, id));
  expect(await (await owner.get(`/security/${id}`)).text()).not.toContain(`${id}/block`);
  expect((await owner.submit(`/security/${id}/block`, { hours: "1" })).status).toBe(409);
});
