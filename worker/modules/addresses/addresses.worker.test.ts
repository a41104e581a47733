import { env } from "cloudflare:workers";
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { HOUR, shift } from "#worker/lib/clock.ts";
import type { Role } from "#worker/lib/grants.ts";
import { hashOf, sessionsOf } from "#worker/lib/session.ts";
import { memberships, recoveryCodes } from "#worker/modules/users/schema.ts";
import {
  as,
  auditRows,
  cost,
  db,
  idOf,
  outboxRows,
  type Person,
  school,
  send,
} from "#worker/test/harness.ts";
import { readLists } from "./queries.ts";
import { addressBlocks, addressRanges } from "./schema.ts";

const office = "192.0.2.10";
const cafe = "198.51.100.77";

/** The same person, from that address. */
function from(person: Person, address: string) {
  const headers = { ...person.headers, "cf-connecting-ip": address };
  const submit = (path: string, fields: Record<string, string>) =>
    send("POST", path, {
      headers,
      body: new URLSearchParams({ _token: person.token(), ...fields }),
    });
  return { get: (path: string) => send("GET", path, { headers }), submit };
}
const last = async () => (await auditRows()).at(-1);
const refresh = (person: Person) => sessionsOf(env, person.userId).forget();

test("a listed role is shut out elsewhere at the next request, with a page that says why", async () => {
  const owner = await as("owner", "listed");
  const clerk = await as("office", "listed");
  const teacher = await as("instructor", "listed");
  expect((await from(clerk, cafe).get("/students")).status).toBe(200);

  const desk = from(owner, office);
  const made = await desk.submit("/addresses/ranges", { range: "192.0.2.99/24", roles: "office" });
  expect(made.status).toBe(303);
  expect(await last()).toMatchObject({ action: "addresses.allowed", actor: owner.userId });
  expect(await (await desk.get("/addresses")).text()).toContain("192.0.2.0/24");

  const refused = await from(clerk, cafe).get("/students");
  expect(refused.status).toBe(403);
  const html = await refused.text();
  expect(html).toContain(cafe);
  expect(html).toMatch(/Referanse: <code>[0-9a-f-]{36}</);
  expect((await from(clerk, cafe).get("/account")).status).toBe(200);
  const api = await from(clerk, cafe).get("/api/v1/students");
  expect(await api.json()).toMatchObject({ status: 403, code: "addresses.outside" });
  // Without an address she comes from nowhere, and who is not listed comes from anywhere.
  expect((await clerk.get("/students")).status).toBe(403);
  expect((await from(clerk, office).get("/students")).status).toBe(200);
  expect((await from(teacher, cafe).get("/students")).status).toBe(200);

  const [row] = await db
    .select({ id: addressRanges.id })
    .from(addressRanges)
    .where(eq(addressRanges.schoolId, owner.schoolId));
  const gone = await desk.submit(`/addresses/ranges/${row?.id}/removal`, {});
  expect(gone.status).toBe(303);
  expect(await last()).toMatchObject({ action: "addresses.disallowed" });
  expect((await from(clerk, cafe).get("/students")).status).toBe(200);
});

test("nobody shuts herself out, and what is no range is told by its field", async () => {
  const owner = await as("owner", "self");
  const desk = from(owner, office);
  const before = (await auditRows()).length;
  const refused = await desk.submit("/addresses/ranges", {
    range: "203.0.113.0/24",
    roles: "owner",
  });
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain(office);
  const own = await desk.submit("/addresses/blocks", {
    ...{ address: "192.0.2.0/24", hours: "1", reason: "Prøve" },
  });
  expect(own.status).toBe(409);
  for (const range of ["kontoret", "192.0.2.0/33", "0.0.0.0/0"]) {
    const wrong = await desk.submit("/addresses/ranges", { range, roles: "office" });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain(`value="${range}"`);
  }
  const role = await desk.submit("/addresses/ranges", { range: office, roles: "platform_admin" });
  expect(role.status).toBe(422);
  expect(await auditRows()).toHaveLength(before);
});

test("a form sent twice lists once, and the same network a second time is refused", async () => {
  const owner = await as("owner", "twice");
  const desk = from(owner, office);
  const fields = { range: "203.0.113.0/24", roles: "office" };
  const once = { ...fields, _once: "0190aaaa-0000-7000-8000-0000000000a1" };
  expect((await desk.submit("/addresses/ranges", once)).status).toBe(303);
  expect((await desk.submit("/addresses/ranges", once)).status).toBe(303);
  expect((await desk.submit("/addresses/ranges", fields)).status).toBe(422);
  const rows = await db
    .select()
    .from(addressRanges)
    .where(eq(addressRanges.schoolId, owner.schoolId));
  expect(rows).toHaveLength(1);
});

test("a school's block holds in that school alone, and is lifted again", async () => {
  const owner = await as("owner", "blocking");
  const pupil = await as("student", "blocking");
  const other = await as("student", "elsewhere");
  const block = { address: "198.51.100.0/24", hours: "24", reason: "Prøver passord" };
  expect((await from(owner, office).submit("/addresses/blocks", block)).status).toBe(303);
  expect(await last()).toMatchObject({ action: "addresses.blocked", reason: "Prøver passord" });
  await refresh(pupil); // or five minutes
  expect((await from(pupil, cafe).get("/")).status).toBe(403);
  expect((await from(other, cafe).get("/")).status).toBe(200);
  const [row] = await db
    .select()
    .from(addressBlocks)
    .where(eq(addressBlocks.schoolId, owner.schoolId));
  expect(row?.until).toBe(shift(row?.blockedAt ?? "", 24 * HOUR));
  const foreign = await from(await as("owner", "elsewhere"), office).submit(
    `/addresses/blocks/${row?.id}/removal`,
    {},
  );
  expect(foreign.status).toBe(404);
  await from(owner, office).submit(`/addresses/blocks/${row?.id}/removal`, {});
  expect(await last()).toMatchObject({ action: "addresses.unblocked" });
  await refresh(pupil);
  expect((await from(pupil, cafe).get("/")).status).toBe(200);
});

test("the platform's block shuts the sign-in page too, and never the probes or the operator", async () => {
  const admin = await as("platform_admin", "platform");
  const bad = { headers: { "cf-connecting-ip": "203.0.113.200" } };
  expect((await send("GET", "/sign-in", bad)).status).toBe(200);
  const block = { address: "203.0.113.200", hours: "0", reason: "Angrep" };
  expect((await from(admin, office).submit("/addresses/blocks", block)).status).toBe(303);
  const shut = await send("GET", "/sign-in", bad);
  expect(shut.status).toBe(403);
  expect(await shut.text()).toContain("203.0.113.200");
  expect((await send("GET", "/api/v1/session", bad)).status).toBe(403);
  expect((await send("GET", "/healthz", bad)).status).toBe(200);
  const near = { headers: { "cf-connecting-ip": "203.0.113.201" } };
  expect((await send("GET", "/sign-in", near)).status).toBe(200);
});

test("the lists are the owner's and the platform's alone", async () => {
  for (const role of ["office", "academic_leader", "instructor", "student"] as Role[])
    expect((await (await as(role)).get("/addresses")).status).toBe(403);
});

const code = "ABCDEF-GHJKMN-PQRSTV-WXYZ01";

/** An owner whom her own list shuts out, and who has one recovery code. */
async function shutOut(name: string) {
  const owner = await as("owner", name);
  const hash = createHash("sha256").update(code.replaceAll("-", "")).digest("base64url");
  await db.insert(recoveryCodes).values({ userId: owner.userId, hash });
  const row = { range: "192.0.2.0/24", roles: ["owner"] as const, addedBy: owner.userId };
  await db.insert(addressRanges).values({
    ...{ schoolId: owner.schoolId, id: owner.userId, ...row, addedAt: owner.ctx.now },
  });
  await refresh(owner);
  return owner;
}

test("an owner gets past her own list by a recovery code: once, for an hour, with a mail", async () => {
  const owner = await shutOut("glass");
  const out = from(owner, cafe);
  expect((await out.get("/")).status).toBe(403);
  expect(await (await out.get("/addresses/opening")).text()).toContain('name="code"');
  const typed = { code, reason: "Ny linje på kontoret" };
  const wrong = await out.submit("/addresses/opening", { ...typed, code: "000000" });
  expect(wrong.status).toBe(422);
  expect(await last()).toMatchObject({
    ...{ action: "addresses.opening_refused", entityId: owner.userId, schoolId: owner.schoolId },
  });
  const told = (await outboxRows()).length;
  expect((await out.submit("/addresses/opening", typed)).status).toBe(303);
  expect(await last()).toMatchObject({ action: "addresses.opened", reason: typed.reason });
  expect(await outboxRows()).toHaveLength(told + 1);
  expect((await out.get("/")).status).toBe(200);
  expect((await out.submit("/addresses/opening", typed)).status).toBe(409); // nothing to open

  const object = sessionsOf(env, owner.userId);
  const after = shift(new Date().toISOString(), HOUR);
  // Idle for an hour would end an owner's session, so she is seen in between.
  await object.check(hashOf(owner.secret), shift(after, -HOUR / 2), cafe);
  expect(await object.check(hashOf(owner.secret), after, cafe)).toMatchObject({ door: "outside" });
});

test("from outside nobody makes the codes that lead past the list, nor an address that needs none", async () => {
  const owner = await shutOut("making");
  const way = "/account/second-factor";
  const out = from(owner, cafe);
  for (const path of [way, `${way}/confirmation`, `${way}/recovery-codes`, "/calendar/feeds"])
    expect([path, (await out.submit(path, { code: "123456" })).status]).toEqual([path, 403]);
  expect((await out.get("/calendar/feeds")).status).toBe(403);
  const desk = from(owner, office);
  expect((await desk.get("/calendar/feeds")).status).toBe(200);
  expect((await desk.submit(`${way}/recovery-codes`, { code: "123456" })).status).toBe(422);
  // Another school of hers that has no list is no way round.
  await db.insert(memberships).values({
    ...{ schoolId: await school("round"), userId: owner.userId, roles: ["instructor"] },
    since: owner.ctx.now,
  });
  const hash = hashOf(owner.secret);
  await refresh(owner);
  await sessionsOf(env, owner.userId).enter(hash, hash, idOf("round"), owner.ctx.now);
  const there = await sessionsOf(env, owner.userId).check(hash, owner.ctx.now, cafe);
  expect(there).toMatchObject({ schoolId: idOf("round"), door: "open", shutLeader: true });
});

test("the platform lets a school's owners in, and nobody else may", async () => {
  const owner = await shutOut("helped");
  const admin = await as("platform_admin", "platform");
  const path = `/platform/schools/${owner.schoolId}/opening`;
  expect((await from(owner, office).submit(path, { reason: "Selv" })).status).toBe(403);
  const stray = await as("platform_admin", "helped");
  expect((await from(stray, office).submit(path, { reason: "Selv" })).status).toBe(403);
  const opened = await from(admin, office).submit(path, { reason: "Ringte, kjente svarene" });
  expect(opened.headers.get("location")).toBe(`/platform/schools/${owner.schoolId}`);
  expect(await last()).toMatchObject({
    ...{ action: "addresses.opened", schoolId: owner.schoolId, actor: admin.userId },
  });
  expect((await from(owner, cafe).get("/")).status).toBe(200);
});

test("the page costs one round trip", async () => {
  const owner = await as("owner", "listed");
  const spent = await cost(owner.ctx, (ctx) => readLists(ctx, office));
  expect(spent).toMatchObject({ trips: 1, queries: 3 });
});
