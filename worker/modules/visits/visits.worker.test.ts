import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { DAY, HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { as, auditRows, cost, ctxOf, db, type Person } from "#worker/test/harness.ts";
import { approved, asked, company, emailOf, started } from "#worker/test/visits.ts";
import { askForVisit, decideVisit, sweepVisits } from "./actions.ts";
import { LookList } from "./input.ts";
import { listVisits, readVisit } from "./queries.ts";
import { supportVisits } from "./schema.ts";

const steps = async (id: string, schoolId: string) =>
  (await auditRows())
    .filter((row) => row.entityId === id && row.schoolId === schoolId)
    .map(({ action }) => action);
const rowOf = async (id: string) =>
  (await db.select().from(supportVisits).where(eq(supportVisits.id, id)))[0];
const lettersTo = (person: Person) =>
  db
    .select()
    .from(mails)
    .where(eq(mails.recipient, emailOf(person)));

test("asked, allowed, begun and left: each step stands in both logs, and the owners are told", async () => {
  const us = await company();
  const { support, owner, person } = us;
  const visitor = await started(us);
  const { id } = visitor;
  expect(await rowOf(id)).toMatchObject({
    ...{ state: "running", askedBy: support.userId, decidedBy: owner.userId, version: 3 },
    ...{ personId: person.userId, caseNumber: "S-17" },
  });
  const front = await visitor.get("/");
  expect(front.status).toBe(200);
  const html = await front.text();
  expect(html).toContain("Du ser s1 som instructor s1.");
  expect(html).toContain('action="/visits/leave"');
  expect(html).toMatch(/(29|30) min igjen <span[^>]*>\(til \d\d[:.]\d\d\)/);
  expect(html).not.toContain('action="/sign-out"');

  const left = await visitor.submit("/visits/leave", {});
  expect([left.status, left.headers.get("location")]).toEqual([303, "/platform/visits"]);
  expect((await support.get("/students")).status).toBe(403);
  expect(await (await support.get("/platform/visits")).text()).not.toContain("/visits/leave");
  const all = ["visits.asked", "visits.approved", "visits.started"];
  expect(await steps(id, owner.schoolId)).toEqual([...all, "visits.looked", "visits.ended"]);
  expect(await steps(id, "platform")).toEqual([...all, "visits.ended"]);
  const told = (await lettersTo(owner)).map(({ template, params }) => [template, params.path]);
  expect(told).toEqual([
    ["visit_asked", `/visits/${id}`],
    ["visit_started", `/visits/${id}`],
  ]);
});

test("what is looked at is written down in her name on behalf of the other, and an owner reads it", async () => {
  const us = await company();
  const visitor = await started(us);
  expect((await visitor.get("/students?q=hemmelig")).status).toBe(200);
  const [row] = (await auditRows()).filter(({ action }) => action === "visits.looked").slice(-1);
  expect(row).toMatchObject({
    ...{ actor: us.support.userId, onBehalfOf: us.person.userId, entityId: visitor.id },
    schoolId: us.owner.schoolId,
  });
  const shown = await (await us.owner.get(`/visits/${visitor.id}`)).text();
  expect(shown).toContain("platform_admin platform, med tilgangen til instructor s1");
  expect(shown).toContain("<code>/students</code>");
  expect(shown).not.toContain("hemmelig");
});

test("asking, allowing and beginning want a fresh proof of who it is", async () => {
  const us = await company();
  const stale = { now: shift(new Date().toISOString(), -10 * MINUTE) };
  const [support, owner] = [
    await as("platform_admin", "platform", stale),
    await as("owner", "s1", stale),
  ];
  const asking = `/platform/schools/${owner.schoolId}/visits`;
  const form = { email: emailOf(us.person), reason: "Sak" };
  const id = await approved(us);
  for (const [person, path, fields] of [
    [support, asking, form],
    [owner, `/visits/${await asked({ ...us, person: us.owner })}/approval`, {}],
    [support, `/platform/visits/${id}/start`, {}],
  ] as const) {
    const answer = await person.submit(path, fields);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('action="/step-up"');
  }
});

test("a form that names nobody of the staff, or the same once more, is refused by its field", async () => {
  const us = await company();
  const student = await as("student");
  const at = `/platform/schools/${us.owner.schoolId}/visits`;
  await asked(us);
  const before = (await auditRows()).length;
  for (const [email, said] of [
    ["ingen@example.no", "Ingen ansatt ved skolen"],
    [emailOf(student), "Ingen ansatt ved skolen"],
    [emailOf(us.person), "Du har alt bedt om"],
  ] as const) {
    const answer = await us.support.submit(at, { email, reason: "Sak" });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain(said);
    expect(html).toContain(`value="${email}"`);
  }
  expect((await us.support.submit(at, { email: emailOf(us.owner), reason: "" })).status).toBe(422);
  const nowhere = "/platform/schools/01890a5d-ac96-774b-8cce-b302099a8057/visits";
  expect((await us.support.submit(nowhere, { email: "a@b.no", reason: "S" })).status).toBe(404);
  expect((await auditRows()).length).toBe(before);
});

test("a form sent twice asks once", async () => {
  const us = await company();
  const _once = "0190aaaa-0000-7000-8000-0000000000a1";
  expect(await asked(us, { _once })).toBe(_once);
  const again = await us.support.submit(`/platform/schools/${us.owner.schoolId}/visits`, {
    ...{ email: emailOf(us.person), reason: "Kalenderen viser feil uke", _once },
  });
  expect(again.status).toBe(422); // she has asked to see as this person already
  expect(await steps(_once, us.owner.schoolId)).toEqual(["visits.asked"]);
});

test("nothing begins without a yes, after a no, or when the yes is a day old", async () => {
  const us = await company();
  const { support, owner } = us;
  const start = (id: string) => support.submit(`/platform/visits/${id}/start`, {});
  const waiting = await asked(us);
  expect((await start(waiting)).status).toBe(409);
  expect((await owner.submit(`/visits/${waiting}/refusal`, {})).status).toBe(303);
  expect((await start(waiting)).status).toBe(409);
  expect((await owner.submit(`/visits/${waiting}/approval`, {})).status).toBe(409);
  const old = await approved(us);
  const past = shift(new Date().toISOString(), -MINUTE);
  await db.update(supportVisits).set({ until: past }).where(eq(supportVisits.id, old));
  const late = await start(old);
  expect(late.status).toBe(409);
  expect(await late.text()).toContain("En godkjenning gjelder i et døgn");
  expect(await (await owner.get(`/visits/${old}`)).text()).toContain("Falt bort");
  expect((await support.get("/students")).status).toBe(403);
});

test("nobody allows what she has asked for herself, whatever she owns", async () => {
  const us = await company();
  const id = await asked(us);
  const both = ctxOf(us.support.userId, us.owner.schoolId, ["platform_admin", "owner"]);
  await expect(decideVisit(both, id, "approved")).rejects.toMatchObject({
    code: "visits.own_request",
  });
  // Nor does the database take it from whatever code.
  const own = { decidedBy: us.support.userId };
  await expect(db.update(supportVisits).set(own).where(eq(supportVisits.id, id))).rejects.toThrow();
  expect(await rowOf(id)).toMatchObject({ state: "asked", decidedBy: null });
});

test("a school without another owner is not asked, since nobody there could answer", async () => {
  const support = await as("platform_admin", "platform");
  const person = await as("office", "eierlos");
  const asking = askForVisit(
    support.ctx,
    { schoolId: person.schoolId, id: "0190aaaa-0000-7000-8000-0000000000a2" },
    { email: emailOf(person), reason: "Sak", caseNumber: null },
  );
  await expect(asking).rejects.toMatchObject({ fields: { email: "visits.nobody_decides" } });
});

test("another school's owner, and another supporter, find no such visit", async () => {
  const us = await company();
  const id = await approved(us);
  const [stranger, colleague] = [
    await as("owner", "annen"),
    await as("platform_admin", "platform"),
  ];
  expect((await stranger.get(`/visits/${id}`)).status).toBe(404);
  for (const step of ["approval", "refusal", "end"])
    expect((await stranger.submit(`/visits/${id}/${step}`, {})).status).toBe(404);
  expect((await colleague.get(`/platform/visits/${id}`)).status).toBe(404);
  for (const step of ["start", "withdrawal"])
    expect((await colleague.submit(`/platform/visits/${id}/${step}`, {})).status).toBe(404);
  // The role counts on the platform, not inside a school.
  const stray = await as("platform_admin", "s1");
  expect((await stray.get(`/platform/visits/${id}`)).status).toBe(403);
  expect((await stray.get("/platform/visits")).status).toBe(403);
  expect(await rowOf(id)).toMatchObject({ state: "approved" });
});

test("of two who begin at once, one comes in", async () => {
  const us = await company();
  const id = await approved(us);
  const start = () => us.support.submit(`/platform/visits/${id}/start`, {});
  const answers = await Promise.all([start(), start()]);
  expect(answers.map(({ status }) => status).toSorted()).not.toEqual([303, 303]);
  const begun = (await steps(id, us.owner.schoolId)).filter((step) => step === "visits.started");
  expect(begun).toHaveLength(1);
  expect((await us.support.submit(`/platform/visits/${id}/start`, {})).status).toBe(409);
});

test("either side takes it back before it begins", async () => {
  const us = await company();
  const [one, other] = [await approved(us), await asked({ ...us, person: us.owner })];
  expect((await us.owner.submit(`/visits/${one}/end`, {})).status).toBe(303);
  expect((await us.support.submit(`/platform/visits/${one}/start`, {})).status).toBe(409);
  expect((await us.support.submit(`/platform/visits/${other}/withdrawal`, {})).status).toBe(303);
  expect((await us.owner.submit(`/visits/${other}/approval`, {})).status).toBe(409);
  expect((await us.owner.submit(`/visits/${other}/end`, {})).status).toBe(409);
});

test("time is written down: what lapsed, and what was over by itself", async () => {
  const us = await company();
  const waiting = await asked({ ...us, person: us.owner });
  const { id: running } = await started(us);
  const school = us.owner.schoolId;
  const sweep = (ms: number) =>
    sweepVisits(ctxOf("system", "platform", [], shift(new Date().toISOString(), ms)));
  await sweep(29 * MINUTE);
  expect(await rowOf(running)).toMatchObject({ state: "running" });
  await sweep(HOUR);
  expect(await rowOf(running)).toMatchObject({ state: "ended", endedBy: null });
  expect(await rowOf(waiting)).toMatchObject({ state: "asked" });
  for (let i = 0; i < 2; i++) await sweep(2 * DAY);
  expect(await rowOf(waiting)).toMatchObject({ state: "lapsed" });
  for (const log of [school, "platform"]) {
    expect((await steps(running, log)).at(-1)).toBe("visits.ran_out");
    expect(await steps(waiting, log)).toEqual(["visits.asked", "visits.lapsed"]);
  }
});

test("a list and a visit are read in one trip each", async () => {
  const us = await company("office", "billig");
  const id = await approved(us);
  const list = await cost(us.owner.ctx, listVisits);
  expect(list).toMatchObject({ trips: 1 });
  expect(list.rowsRead).toBeLessThanOrEqual(12);
  const one = await cost(us.owner.ctx, (ctx) => readVisit(ctx, id, LookList.parse({})));
  expect(one).toMatchObject({ trips: 1 });
  expect(one.rowsRead).toBeLessThanOrEqual(14);
});
