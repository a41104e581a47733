import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { DAY, HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import type { Role } from "#worker/lib/grants.ts";
import { hashOf, newSecret, sessionsOf } from "#worker/lib/session.ts";
import { memberships, users } from "#worker/modules/users/mod.ts";
import { as, db, school } from "#worker/test/harness.ts";

const start = "2026-11-23T08:00:00.000Z";
const at = (ms: number) => shift(start, ms);

type Made = { knownDevice?: boolean; stage?: "password" | "full"; factor?: boolean };

/** Somebody with an open session, and her object. */
async function opened(
  roles: readonly Role[],
  { knownDevice = false, stage = "full", factor = true }: Made = {},
) {
  const id = uuidv7();
  const platform = roles.includes("platform_admin");
  const schoolId = platform ? "platform" : await school("s1");
  const person = { id, email: `${id}@example.no`, name: "A", createdAt: start };
  await db.insert(users).values({ ...person, totpAt: factor ? start : null });
  await db.insert(memberships).values({ schoolId, userId: id, roles, since: start });
  const object = sessionsOf(env, id);
  const open = async (now = start, session: Partial<{ stage: "password" | "full" }> = {}) => {
    const hash = hashOf(newSecret());
    const common = { csrfSeed: "seed", schoolId: null, keep: false, ipPrefix: "", label: "test" };
    const ended = await object.start(hash, { stage, knownDevice, ...common, ...session }, now);
    return { hash, ended };
  };
  const { hash } = await open();
  const alive = async (ms: number) => (await object.check(hash, at(ms))) !== null;
  return { id, object, open, hash, alive };
}

test.each<[string, Role[], Made, number, number]>([
  ["platform administrator", ["platform_admin"], {}, 15 * MINUTE, 4 * HOUR],
  ["owner", ["owner"], { knownDevice: true }, 30 * MINUTE, 10 * HOUR],
  ["office", ["office"], {}, 30 * MINUTE, 10 * HOUR],
  ["academic leader", ["academic_leader"], {}, 30 * MINUTE, 10 * HOUR],
  ["instructor elsewhere", ["instructor"], {}, 30 * MINUTE, 10 * HOUR],
  ["instructor on her phone", ["instructor"], { knownDevice: true }, 12 * HOUR, DAY],
  ["owner who teaches", ["owner", "instructor"], { knownDevice: true }, 30 * MINUTE, 10 * HOUR],
  ["student", ["student"], {}, 7 * DAY, 30 * DAY],
  ["guardian", ["guardian"], {}, 7 * DAY, 30 * DAY],
])("%s: a session rests and grows old as her roles allow", async (_, roles, made, idle, total) => {
  const resting = await opened(roles, made);
  // Last use is written once a minute, so that much is added.
  expect(await resting.alive(idle + MINUTE)).toBe(true);
  expect(await resting.alive(2 * (idle + MINUTE) + 1)).toBe(false);
  expect(await resting.alive(0)).toBe(false); // and it stays ended

  const busy = await opened(roles, made);
  for (let ms = 0; ms <= total; ms += Math.min(idle, total / 8))
    expect(await busy.alive(ms)).toBe(true);
  expect(await busy.alive(total)).toBe(true);
  expect(await busy.alive(total + 1)).toBe(false);
});

test("half a sign-in waits five minutes for its code", async () => {
  const half = await opened(["owner"], { stage: "password" });
  expect(await half.alive(5 * MINUTE)).toBe(true);
  expect(await half.alive(5 * MINUTE + 1)).toBe(false);
});

test("staff have seven days for a second factor, the platform's people none, students no need", async () => {
  const enrol = async (role: Role) => {
    const { object, open } = await opened([role], { factor: false });
    const day = async (ms: number) => {
      const { hash } = await open(at(ms));
      return object.check(hash, at(ms));
    };
    const [first, seventh] = [await day(0), await day(7 * DAY)];
    return [first?.enrolBy, first?.mustEnrol, seventh?.mustEnrol];
  };
  expect(await enrol("instructor")).toEqual([at(7 * DAY), false, true]);
  expect(await enrol("platform_admin")).toEqual([start, true, true]);
  expect(await enrol("student")).toEqual([null, false, false]);
});

test("the eleventh session ends the oldest; half ones push nobody out", async () => {
  const { object, open, hash } = await opened(["owner"]);
  for (let i = 1; i < 10; i++) expect((await open(at(i))).ended).toBe(0);
  for (let i = 0; i < 20; i++) await open(at(100 + i), { stage: "password" });
  expect(await object.list(hash, at(200))).toHaveLength(10);
  expect(await object.check(hash, at(200))).not.toBeNull();
  // That check did not write: it is still the oldest.
  expect((await open(at(300))).ended).toBe(1);
  expect(await object.check(hash, at(301))).toBeNull();
});

test("an evicted object has its sessions when it wakes", async () => {
  const { object, hash, alive } = await opened(["owner"]);
  await evictDurableObject(object);
  expect(await alive(MINUTE)).toBe(true);
  expect(await object.list(hash, at(MINUTE))).toHaveLength(1);
});

test("a renewed secret leaves its old one half a minute, a first proof leaves none", async () => {
  const { object, hash, alive } = await opened(["owner"]);
  const next = hashOf(newSecret());
  expect(await object.rotate(hash, next, at(1000))).toBe(true);
  expect(await alive(30_999)).toBe(true);
  expect(await alive(31_000)).toBe(false);
  const proven = hashOf(newSecret());
  expect(await object.prove(next, { hash: proven, csrfSeed: "seed" }, at(32_000))).toBe(true);
  expect(await object.check(next, at(32_001))).toBeNull();
  expect((await object.check(proven, at(32_001)))?.authAt).toBe(at(32_000));
});

test("a proof in between leaves the old secret half a minute, without the proof", async () => {
  const { object, hash } = await opened(["owner"]);
  const proven = hashOf(newSecret());
  const given = { hash: proven, csrfSeed: "seed", linger: true };
  expect(await object.prove(hash, given, at(400_000))).toBe(true);
  expect((await object.check(hash, at(429_999)))?.authAt).toBe(at(0));
  expect((await object.check(proven, at(429_999)))?.authAt).toBe(at(400_000));
  expect(await object.check(hash, at(430_000))).toBeNull();
  await object.giveUp(hash); // what guessed on with the old one ends nothing
  expect(await object.check(proven, at(430_001))).not.toBeNull();
});

test("an object that was made before a column was gets it", async () => {
  const { object, hash, alive } = await opened(["owner"]);
  await runInDurableObject(object, (_, { storage }) => {
    storage.sql.exec("alter table session drop column old_auth_at");
  });
  await evictDurableObject(object);
  expect(await alive(1)).toBe(true);
  expect(await object.rotate(hash, hashOf(newSecret()), at(1))).toBe(true);
});

test("after four hours the worker gives out a new secret by itself", async () => {
  const person = await as("instructor", "s1", { now: shift(new Date().toISOString(), -5 * HOUR) });
  const answer = await person.get("/account");
  expect(answer.status).toBe(200);
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith("__Host-sid="));
  expect(cookie).toBeDefined();
  expect(cookie).not.toContain(person.secret);
});

test("signing out the others spares the session that asks, even in the moment of its renewal", async () => {
  const { object, open, hash } = await opened(["owner"]);
  await open(at(1));
  await open(at(2));
  await object.rotate(hash, hashOf(newSecret()), at(3));
  expect(await object.endAll(hash)).toBe(2);
  expect(await object.check(hash, at(4))).not.toBeNull();
  expect(await object.endAll()).toBe(1);
});

test("roles that change hold at once when told, and within five minutes when not", async () => {
  const { id, object, hash } = await opened(["owner"]);
  const rolesAt = async (ms: number) => (await object.check(hash, at(ms)))?.roles;
  expect(await rolesAt(0)).toEqual(["owner"]);
  await db
    .update(memberships)
    .set({ roles: ["office"] })
    .where(eq(memberships.userId, id));
  expect(await rolesAt(1)).toEqual(["owner"]);
  await object.forget();
  expect(await rolesAt(2)).toEqual(["office"]);
  await db
    .update(memberships)
    .set({ roles: ["instructor"] })
    .where(eq(memberships.userId, id));
  expect(await rolesAt(5 * MINUTE + 2)).toEqual(["instructor"]);
});
