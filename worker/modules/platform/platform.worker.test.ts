import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { mails } from "#worker/modules/mail/mod.ts";
import { counters } from "#worker/modules/schools/schema.ts";
import { invitations } from "#worker/modules/users/schema.ts";
import { actions, as, auditRows, cost, db, idOf, outboxRows, send } from "#worker/test/harness.ts";
import { TenantDetail, TenantList, Tenants } from "./input.ts";
import { listTenants } from "./queries.ts";

const url = "/api/v1/platform/schools";
const page = "/platform/schools";
const admin = () => as("platform_admin", "platform");
const school = { name: "Åsen Kjøreskole AS", ownerName: "Åse Vik", ownerEmail: "Ase@Vik.no" };

test("POST founds a school with its counters, and invites its first owner", async () => {
  const response = await (await admin()).post(url, { ...school, orgnr: "971 032 081" });
  expect(response.status).toBe(201);
  const { id, ...founded } = TenantDetail.parse(await response.json());
  expect(founded).toMatchObject({ slug: "asen-kjoreskole", orgnr: "971032081", owners: [] });
  const offers = await db.select().from(invitations).where(eq(invitations.schoolId, id));
  expect(offers).toMatchObject([{ email: "ase@vik.no", name: "Åse Vik", roles: ["owner"] }]);
  const next = and(eq(counters.schoolId, id), eq(counters.name, "student"));
  expect(await db.select({ next: counters.next }).from(counters).where(next)).toEqual([
    { next: 1 },
  ]);
  expect((await auditRows()).at(-1)).toMatchObject({
    schoolId: id,
    action: "platform.school_founded",
    entityId: id,
  });
  expect((await outboxRows()).map((row) => row.topic)).toEqual(["mails.written"]);
});

test("POST refuses what is taken, by its field, and founds nothing", async () => {
  const person = await admin();
  const before = (await actions()).length;
  const errors = async (change: object) => {
    const response = await person.post(url, { ...school, slug: "ny", ...change });
    expect(response.status).toBe(422);
    return (await response.json<{ errors: object }>()).errors;
  };
  expect(await errors({ slug: "asen-kjoreskole" })).toEqual({ slug: "platform.slug_taken" });
  expect(await errors({ slug: "platform" })).toEqual({ slug: "platform.slug_taken" });
  expect(await errors({ slug: "Nei takk" })).toEqual({ slug: "platform.slug_format" });
  expect(await errors({ orgnr: "971032081" })).toEqual({ orgnr: "schools.orgnr_taken" });
  expect(await errors({ ownerEmail: "nei" })).toEqual({ ownerEmail: "not_an_email" });
  expect(await errors({ ownerName: undefined })).toEqual({ ownerName: "required" });
  expect(await actions()).toHaveLength(before);
});

test("the schools are the platform's alone", async () => {
  for (const role of ["owner", "office", "student"] as const)
    for (const path of [url, page, `${page}/new`, `${url}/${idOf("s1")}`])
      expect((await (await as(role)).get(path)).status).toBe(403);
  expect((await (await as("owner")).post(url, school)).status).toBe(403);
  // The role alone is not enough: it counts on the platform, not inside a school.
  const stray = await as("platform_admin", "s1");
  expect((await stray.get(url)).status).toBe(403);
  expect((await stray.post(url, { ...school, slug: "stray" })).status).toBe(403);
});

test("GET pages through every school once, and never shows the platform", async () => {
  for (const name of ["aa", "bb", "cc", "dd", "ee"]) await as("owner", name);
  const person = await admin();
  const seen: string[] = [];
  let after: string | null = "";
  while (after !== null) {
    const query = new URLSearchParams({ per: "2", ...(after && { after }) });
    const list = Tenants.parse(await (await person.get(`${url}?${query}`)).json());
    seen.push(...list.items.map((row) => row.slug));
    after = list.after;
  }
  expect(seen).toEqual(seen.toSorted());
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toContain("ee");
  expect(seen).not.toContain("platform");
});

test("GET ?q= finds by name and number, also after the owner changed the name", async () => {
  const person = await admin();
  const found = async (q: string) => {
    const query = new URLSearchParams({ q });
    const list = Tenants.parse(await (await person.get(`${url}?${query}`)).json());
    return list.items.map((row) => row.name);
  };
  expect(await found("åsen")).toEqual(["Åsen Kjøreskole AS"]);
  expect(await found("97103")).toEqual(["Åsen Kjøreskole AS"]);
  const owner = await as("owner", "bb");
  await owner.put("/api/v1/school", { name: "Vestkanten" }, `"${owner.schoolId}-1"`);
  expect(await found("vestk")).toEqual(["Vestkanten"]);
});

test("a form sent twice founds one school and invites once", async () => {
  const person = await admin();
  const _once = "0190aaaa-0000-7000-8000-00000000000a";
  const fields = { name: "To ganger", ownerName: "Per", ownerEmail: "per@to.no", _once };
  for (let i = 0; i < 2; i++) {
    const response = await person.submit(page, fields);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`${page}/${_once}`);
  }
  const offers = await db.select().from(invitations).where(eq(invitations.schoolId, _once));
  expect(offers).toHaveLength(1);
  expect(await (await person.get(`${page}/${_once}`)).text()).toContain("Ingen har tatt imot");
});

test("the form keeps what was typed, and the register fills in the name", async () => {
  const person = await admin();
  const refused = await person.submit(page, { name: "Halv", ownerEmail: "x" });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('value="Halv"');
  const told = await person.submit(`${page}/look-up`, { orgnr: "800000106", ownerName: "Kari" });
  const html = await told.text();
  expect(told.status).toBe(200);
  expect(html).toContain('value="FJORDBYEN TRAFIKKSKOLE AS"');
  expect(html).toContain('value="Kari"');
});

test("GET /:id shows who leads the school, and is 404 for one that never was", async () => {
  const owner = await as("owner", "cc");
  const person = await admin();
  const detail = TenantDetail.parse(await (await person.get(`${url}/${owner.schoolId}`)).json());
  expect(detail.owners.map((row) => row.name)).toContain("owner cc");
  expect((await person.get(`${url}/01890a5d-ac96-774b-8cce-b302099a8057`)).status).toBe(404);
  expect((await person.get(`${page}/platform`)).status).toBe(404);
});

test("a page of schools reads what it shows", async () => {
  const { ctx } = await admin();
  const spent = await cost(ctx, (ctx) => listTenants(ctx, TenantList.parse({ per: "2" })));
  expect(spent.rowsRead).toBeLessThanOrEqual(8);
});

test("POST /:id/owners invites one more owner, and renews the link of one who has not answered", async () => {
  const person = await admin();
  const owner = await as("owner", "dd");
  const path = `${page}/${owner.schoolId}/owners`;
  const offer = { name: "Nina Eier", email: "nina@dd.no" };
  for (let i = 0; i < 2; i++) expect((await person.submit(path, offer)).status).toBe(303);
  const rows = await db.select().from(invitations).where(eq(invitations.schoolId, owner.schoolId));
  expect(rows).toMatchObject([{ email: "nina@dd.no", roles: ["owner"], version: 2 }]);
  const told = (await auditRows()).filter((row) => row.schoolId === owner.schoolId);
  expect(told.map((row) => row.action)).toEqual(["users.invited", "users.invitation_renewed"]);
  expect(await (await person.get(`${page}/${owner.schoolId}`)).text()).toContain("nina@dd.no");

  // Whoever owns the school hears of it, once; the platform's own people cannot be invited.
  const letters = await db.select().from(mails).where(eq(mails.schoolId, owner.schoolId));
  const heard = letters.filter(({ template }) => template === "owner_invited");
  const recipients = heard.map(({ recipient }) => recipient);
  expect(recipients).toContain(`${owner.userId}@example.no`);
  expect(new Set(recipients).size).toBe(recipients.length);
  const own = await person.submit(path, { name: "Seg selv", email: `${person.userId}@example.no` });
  expect(own.status).toBe(422);
  expect(await own.text()).toContain("kan ikke også eie en skole");

  const member = await person.submit(path, {
    name: "Alt inne",
    email: `${owner.userId}@example.no`,
  });
  expect(member.status).toBe(422);
  expect(await member.text()).toContain('value="Alt inne"');
  const nowhere = `${url}/01890a5d-ac96-774b-8cce-b302099a8057/owners`;
  expect((await person.post(nowhere, offer)).status).toBe(404);
  expect((await owner.post(`${url}/${owner.schoolId}/owners`, offer)).status).toBe(403);
});

test("POST with the same Idempotency-Key founds one school", async () => {
  const person = await admin();
  const key = "0190aaaa-0000-7000-8000-00000000000b";
  const found = () =>
    send("POST", url, {
      headers: {
        ...person.headers,
        "content-type": "application/json",
        "idempotency-key": key,
      },
      body: JSON.stringify({ name: "Nøkkel", ownerName: "Per", ownerEmail: "per@nokkel.no" }),
    });
  for (const response of [await found(), await found()]) {
    expect(response.status).toBe(201);
    expect(TenantDetail.parse(await response.json()).id).toBe(key);
  }
});
