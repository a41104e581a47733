import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { MINUTE, shift } from "#worker/lib/clock.ts";
import { grantsIn, hashOf, sessionsOf } from "#worker/lib/session.ts";
import { setClock } from "#worker/test/browser.ts";
import { as, auditRows, cost, db, school } from "#worker/test/harness.ts";
import { Member, MemberList, Members } from "./members/input.ts";
import { peopleOf } from "./people.ts";
import { memberships, users } from "./schema.ts";

afterEach(() => setClock());
const noon = "2026-11-23T11:00:00.000Z";

async function memberOf(person: Awaited<ReturnType<typeof as>>, id: string) {
  const answer = await person.get(`/api/v1/members/${id}`);
  expect(answer.status).toBe(200);
  return Member.parse(await answer.json());
}

test("the list tells who may do what; pupils stand apart", async () => {
  const owner = await as("owner", "list");
  const instructor = await as(["instructor", "student"], "list");
  const student = await as("student", "list");
  const staff = Members.parse(await (await owner.get("/api/v1/members")).json());
  expect(staff.items.map((m) => m.id).sort()).toEqual([owner.userId, instructor.userId].sort());
  const others = Members.parse(await (await owner.get("/api/v1/members?kind=others")).json());
  expect(others.items.map((m) => m.id)).toEqual([student.userId]);
  const page = await owner.get("/people");
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("instructor+student list");
  const one = await (await owner.get(`/people/${instructor.userId}`)).text();
  expect(one).toContain("Se elever");
  expect(one).toContain("trafikklærer");
  expect((await (await owner.get("/people/roles")).text()).match(/<tr>/g)?.length).toBeGreaterThan(
    15,
  );
});

test("people of another school do not exist, whichever door one tries", async () => {
  const owner = await as("owner", "s1");
  const foreign = await as("instructor", "s2");
  const random = "01900000-0000-7000-8000-00000000dead";
  for (const path of ["/api/v1/members/ID", "/people/ID"]) {
    const [there, nowhere] = await Promise.all(
      [foreign.userId, random].map(async (id) => {
        const answer = await owner.get(path.replace("ID", id));
        const body = (await answer.text()).replaceAll(id, "ID");
        return [answer.status, body.replaceAll(/[0-9a-f-]{36}|value="[^"]+"/g, "")];
      }),
    );
    expect(there).toEqual(nowhere);
    expect(there?.[0]).toBe(404);
  }
  const change = await owner.put(
    `/api/v1/members/${foreign.userId}/roles`,
    { roles: ["office"] },
    `"${foreign.userId}-1"`,
  );
  expect(change.status).toBe(404);
  expect(
    (await owner.delete(`/api/v1/members/${foreign.userId}`, `"${foreign.userId}-1"`)).status,
  ).toBe(404);
});

test("who may read and who may write", async () => {
  const leader = await as("academic_leader", "s1");
  expect((await leader.get("/people")).status).toBe(200);
  expect((await leader.get("/people/invitations/new")).status).toBe(403);
  expect((await leader.post("/api/v1/invitations", {})).status).toBe(403);
  for (const role of ["office", "instructor", "student", "guardian"] as const) {
    const person = await as(role, "s1");
    expect((await person.get("/people")).status).toBe(403);
    expect((await person.get("/api/v1/members")).status).toBe(403);
    expect(
      (await person.put(`/api/v1/members/${person.userId}/roles`, { roles: ["owner"] })).status,
    ).toBe(403);
  }
});

test("roles that are changed hold at the next request, in every browser", async () => {
  const owner = await as("owner", "roles");
  const ola = await as("office", "roles");
  expect((await ola.get("/people")).status).toBe(403);
  const path = `/api/v1/members/${ola.userId}/roles`;
  expect((await owner.put(path, { roles: ["academic_leader"] })).status).toBe(428);
  const saved = await owner.put(path, { roles: ["academic_leader"] }, `"${ola.userId}-1"`);
  expect(saved.status).toBe(200);
  expect(Member.parse(await saved.json())).toMatchObject({
    roles: ["academic_leader"],
    version: 2,
  });
  expect((await ola.get("/people")).status).toBe(200);
  expect((await owner.put(path, { roles: ["owner"] }, `"${ola.userId}-1"`)).status).toBe(412);
  const form = await owner.submit(`/people/${ola.userId}/roles`, {
    roles: ["instructor"],
    version: "2",
  });
  expect(form.headers.get("location")).toBe(`/people/${ola.userId}`);
  expect((await ola.get("/people")).status).toBe(403);
  const stale = await owner.submit(`/people/${ola.userId}/roles`, {
    roles: ["owner"],
    version: "2",
  });
  expect(stale.status).toBe(409);
  expect(await stale.text()).toContain("Noen andre har endret dette imens");
  const rows = (await auditRows()).filter((row) => row.action === "users.roles_changed");
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({
    actor: owner.userId,
    entityId: ola.userId,
    schoolId: owner.schoolId,
    changed: ["roles"],
  });
});

test("a pupil who is made an instructor stays a pupil", async () => {
  const owner = await as("owner", "pupil");
  const pupil = await as("student", "pupil");
  await owner.put(
    `/api/v1/members/${pupil.userId}/roles`,
    { roles: ["instructor"] },
    `"${pupil.userId}-1"`,
  );
  expect((await memberOf(owner, pupil.userId)).roles).toEqual(["instructor", "student"]);
});

test.each([["platform_admin"], ["student"], ["guardian"], ["root"]])(
  "nobody is given the role %s by hand",
  async (role) => {
    const owner = await as("owner", "given");
    const ola = await as("office", "given");
    const answer = await owner.put(
      `/api/v1/members/${ola.userId}/roles`,
      { roles: [role] },
      `"${ola.userId}-1"`,
    );
    expect([409, 422]).toContain(answer.status);
    expect((await memberOf(owner, ola.userId)).roles).toEqual(["office"]);
  },
);

test("a school is never without an owner, not even when two remove each other at once", async () => {
  const anna = await as("owner", "last");
  const alone = await anna.put(
    `/api/v1/members/${anna.userId}/roles`,
    { roles: ["office"] },
    `"${anna.userId}-1"`,
  );
  expect(alone.status).toBe(409);
  expect(await alone.json()).toMatchObject({
    code: "users.last_owner",
    reasons: [{ source: "users.someone_must_lead" }],
  });
  expect((await anna.delete(`/api/v1/members/${anna.userId}`, `"${anna.userId}-1"`)).status).toBe(
    409,
  );
  expect(await (await anna.get(`/people/${anna.userId}`)).text()).toContain(
    "den siste som leder her",
  );
  for (let round = 0; round < 5; round++) {
    const [one, two] = [await as("owner", `pair${round}`), await as("owner", `pair${round}`)];
    const answers = await Promise.all([
      one.put(`/api/v1/members/${two.userId}/roles`, { roles: ["office"] }, `"${two.userId}-1"`),
      two.put(`/api/v1/members/${one.userId}/roles`, { roles: ["office"] }, `"${one.userId}-1"`),
    ]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const owners = await db
      .select()
      .from(memberships)
      .where(eq(memberships.schoolId, one.schoolId));
    expect(owners.filter((m) => m.roles.includes("owner"))).toHaveLength(1);
  }
});

test("sensitive changes want a fresh proof, over the API too", async () => {
  const owner = await as("owner", "stale", { now: shift(new Date().toISOString(), -6 * MINUTE) });
  const answer = await owner.post("/api/v1/invitations", {
    name: "A",
    email: "a@example.no",
    roles: ["office"],
  });
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ code: "step_up_required" });
});

test("the page of people is one round trip and reads its own school's staff", async () => {
  const owner = await as("owner", "cost");
  const schoolId = await school("cost");
  const pupils = Array.from(
    { length: 300 },
    (_, i) => `01900000-0000-7000-8001-${String(i).padStart(12, "0")}`,
  );
  for (const id of pupils) {
    await db.insert(users).values({ id, email: `${id}@example.no`, name: "P", createdAt: noon });
    await db.insert(memberships).values({ schoolId, userId: id, roles: ["student"], since: noon });
  }
  const read = await cost(owner.ctx, (ctx) => peopleOf(ctx, MemberList.parse({})));
  expect(read.trips).toBe(1);
  expect(read.rowsRead).toBeLessThan(20);
  const first = Members.parse(
    await (await owner.get("/api/v1/members?kind=others&per=100")).json(),
  );
  expect(first.items).toHaveLength(100);
  const next = Members.parse(
    await (
      await owner.get(
        `/api/v1/members?kind=others&per=100&after=${encodeURIComponent(first.after ?? "")}`,
      )
    ).json(),
  );
  expect(next.items[0]?.id).toBe(pupils[100]);
});

test("half a sign-in and a missing second factor give no rights", async () => {
  const owner = await as("owner", "s1");
  const found = await sessionsOf(env, owner.userId).check(
    hashOf(owner.secret),
    new Date().toISOString(),
  );
  if (!found) throw new Error("Cannot find the session");
  expect(grantsIn(found)).toContain("users:write");
  expect(grantsIn({ ...found, stage: "password" })).toEqual([]);
  expect(grantsIn({ ...found, mustEnrol: true })).toEqual(["account:own"]);
});
