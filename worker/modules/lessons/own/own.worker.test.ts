import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { DAY, HOUR, shift } from "#worker/lib/clock.ts";
import { contacts, studentContacts } from "#worker/modules/contacts/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { bornAgo } from "#worker/test/days.ts";
import { formIn } from "#worker/test/forms.ts";
import { as, auditRows, cost, db, type Person } from "#worker/test/harness.ts";
import { pair } from "#worker/test/lesson_places.ts";
import { Inbox, Lesson } from "../input.ts";
import { lessons } from "../schema.ts";
import { OneOwn, OwnLessons } from "./input.ts";
import { readOwnLesson, readOwnLessons } from "./queries.ts";

const url = "/api/v1/me/lessons";
const delivered = { outcome: "delivered", levels: { parking: 2 }, note: "Bra rygging" };
const advised = { outcome: "delivered", recommendation: "ready" };
const stage = { kind: "assessment", step: "B.2.assessment" } as const;
let us: Awaited<ReturnType<typeof pair>>;
beforeAll(async () => {
  us = await pair("e1");
});

const attest = (id: string, body: object, version = 1, who: Person = us.instructor) =>
  who.put(`/api/v1/lessons/${id}/attestation`, body, `"${id}-${version}"`);
const put = (who: Person, id: string, what: string, body: object = {}, version = 1) =>
  who.put(`${url}/${id}/${what}`, body, `"${id}-${version}"`);
const audited = async (id: string) =>
  (await auditRows()).filter((row) => row.entityId === id).map((row) => row.action);
const current = async (id: string) =>
  (await db.select().from(lessons).where(eq(lessons.bookingId, id))).find(
    (row) => row.supersededAt === null,
  );
const codeOf = async (response: Response) => (await response.json<{ code: string }>()).code;

async function attested(more: object = {}, body: object = delivered): Promise<string> {
  const id = await us.held(more);
  expect((await attest(id, body)).status).toBe(200);
  return id;
}

/** Somebody who answers for the student, who is a minor from now on. */
async function guardianOf(place: typeof us, schoolName: string): Promise<Person> {
  const guardian = await as("guardian", schoolName);
  const contactId = uuidv7();
  const { schoolId, studentId } = place;
  const row = { name: "Far", sortName: "far", createdAt: "2026-01-01T00:00:00.000Z" };
  await db.insert(contacts).values({ schoolId, id: contactId, userId: guardian.userId, ...row });
  await db.insert(studentContacts).values({ schoolId, studentId, contactId, role: "guardian" });
  await db
    .update(students)
    .set({ birthDate: bornAgo(16) })
    .where(eq(students.id, studentId));
  return guardian;
}

test("a student signs what was attested, once, and it is on the record", async () => {
  const id = await attested();
  const signed = await put(us.student, id, "signature");
  expect(signed.status).toBe(200);
  const { lesson, guarded } = OneOwn.parse(await signed.json());
  expect(guarded).toBe(false);
  expect(lesson.attested).toMatchObject({ note: "Bra rygging", levels: { parking: 2 } });
  expect(lesson.attested?.signedAt).toMatch(/Z$/);
  expect(await current(id)).toMatchObject({ signedBy: us.student.userId });
  expect((await put(us.student, id, "signature")).status).toBe(200); // twice is once
  expect(await audited(id)).toEqual(["lessons.attested", "lessons.signed"]);
  const shown = Lesson.parse(await (await us.instructor.get(`/api/v1/lessons/${id}`)).json());
  expect(shown.attested?.signedAt).toBe(lesson.attested?.signedAt);
});

test("a signature stands under one version: a correction asks for it anew", async () => {
  const id = await attested();
  await put(us.student, id, "signature");
  const reason = "Feil varighet";
  expect((await attest(id, { ...delivered, minutes: 90, reason }, 2)).status).toBe(200);
  expect(await current(id)).toMatchObject({ version: 2, signedAt: null });
  const late = await put(us.student, id, "signature");
  expect([late.status, await codeOf(late)]).toEqual([412, "stale"]);
  expect((await us.student.put(`${url}/${id}/signature`, {})).status).toBe(428);
  expect((await put(us.student, id, "signature", {}, 2)).status).toBe(200);
  const { lesson } = OneOwn.parse(await (await us.student.get(`${url}/${id}`)).json());
  expect(lesson.history[0]?.signedAt).toMatch(/Z$/); // what she had signed is still to be seen
});

test("what she objects to is found in the inbox, until it is corrected or signed", async () => {
  const id = await attested();
  const said = { objection: "Vi kjørte 90 minutter" };
  expect((await put(us.student, id, "objection", said)).status).toBe(200);
  const sealed = { objection: "Jeg heter 13097248022" };
  const other0 = await attested();
  const refused = await put(us.student, other0, "objection", sealed);
  expect([refused.status, await codeOf(refused)]).toEqual([422, "national_id.in_text"]);
  const again = await put(us.student, id, "objection", said);
  expect([again.status, await codeOf(again)]).toEqual([409, "lessons.objected"]);
  const inbox = async () =>
    Inbox.parse(await (await us.instructor.get("/api/v1/lessons")).json()).objected;
  expect(await inbox()).toMatchObject([{ id, objection: said.objection }]);
  const reason = "Eleven har rett";
  await attest(id, { ...delivered, minutes: 90, reason }, 2);
  expect(await inbox()).toEqual([]);
  expect(await audited(id)).toEqual(["lessons.attested", "lessons.objected", "lessons.corrected"]);

  const other = await attested();
  await put(us.student, other, "objection", said);
  expect((await put(us.student, other, "signature")).status).toBe(200); // after talking it over
  expect(await inbox()).toEqual([]);
  const signed = await put(us.student, other, "objection", said);
  expect([signed.status, await codeOf(signed)]).toEqual([409, "lessons.signed"]);
});

test("nobody signs what is not attested, or what is not hers", async () => {
  const waiting = await us.held();
  const early = await put(us.student, waiting, "signature");
  expect([early.status, await codeOf(early)]).toEqual([409, "lessons.not_attested"]);
  const id = await attested();
  const [classmate, foreign] = [await pair("e1"), await pair("e2")];
  for (const who of [classmate.student, foreign.student]) {
    expect((await who.get(`${url}/${id}`)).status).toBe(404);
    for (const what of ["signature", "self-assessment"])
      expect((await put(who, id, what)).status).toBe(404);
    expect((await put(who, id, "objection", { objection: "Nei" })).status).toBe(404);
  }
  const random = uuidv7();
  const bodies = await Promise.all(
    [id, random].map(async (one) => ({
      ...(await (await classmate.student.get(`${url}/${one}`)).json<object>()),
      instance: "",
    })),
  );
  expect(bodies[0]).toEqual(bodies[1]);
  for (const role of ["owner", "instructor", "guardian"] as const)
    expect((await put(await as(role, "e1"), id, "signature")).status).toBe(403);
  expect(await current(id)).toMatchObject({ signedAt: null, objection: null });
});

test("a guardian reads the lessons of a minor and signs none", async () => {
  const home = await pair("e3");
  const guardian = await guardianOf(home, "e3");
  const id = await home.held();
  await attest(id, delivered, 1, home.instructor);
  const list = OwnLessons.parse(await (await guardian.get(url)).json());
  expect(list).toMatchObject({ students: ["Emma"], items: [{ id, signedAt: null }] });
  expect(OneOwn.parse(await (await guardian.get(`${url}/${id}`)).json()).guarded).toBe(true);
  expect((await put(guardian, id, "signature")).status).toBe(403);
  const html = await (await guardian.get(`/me/lessons/${id}`)).text();
  expect(html).toContain("Det er eleven selv som kvitterer.");
  expect(html).not.toContain(`/me/lessons/${id}/signature`);
  // Who is a student herself has the right to sign, but for nobody else.
  const both = await pair("e3");
  await db
    .update(contacts)
    .set({ userId: both.student.userId })
    .where(eq(contacts.userId, guardian.userId));
  const refused = await put(both.student, id, "signature");
  expect([refused.status, await codeOf(refused)]).toEqual([403, "lessons.hers_to_sign"]);
  // From the day she is of age, only she sees them.
  await db.update(students).set({ birthDate: "2006-01-01" }).where(eq(students.id, home.studentId));
  expect((await both.student.get(`${url}/${id}`)).status).toBe(404);
});

test("how she sees herself is written before or after, and not once she has signed", async () => {
  const ahead = shift(new Date().toISOString(), DAY);
  const later = await us.held({ ...stage, startsAt: ahead, endsAt: shift(ahead, HOUR) });
  const listed = async () =>
    OwnLessons.parse(await (await us.student.get(url)).json()).ahead.find((a) => a.id === later);
  expect(await listed()).toMatchObject({ written: false, step: "B.2.assessment" });
  const self = { levels: { parking: 3, gears: 2 }, note: "Rygging er vanskelig" };
  const wrote = await put(us.student, later, "self-assessment", self, 0);
  expect(wrote.status).toBe(200);
  expect(wrote.headers.get("etag")).toBe(`"${later}-1"`);
  expect(await listed()).toMatchObject({ written: true });
  expect((await put(us.student, later, "self-assessment", self, 0)).status).toBe(412);
  const more = { ...self, note: null };
  expect((await put(us.student, later, "self-assessment", more, 1)).status).toBe(200);
  const strange = await put(us.student, later, "self-assessment", { levels: { motorway: 2 } }, 2);
  expect([strange.status, await codeOf(strange)]).toEqual([422, "lessons.other_goals"]);
  expect(await audited(later)).toEqual(["lessons.self_assessed", "lessons.self_assessed"]);

  const id = await attested(stage, advised);
  expect((await put(us.student, id, "self-assessment", self, 0)).status).toBe(200);
  const seen = Lesson.parse(await (await us.instructor.get(`/api/v1/lessons/${id}`)).json());
  expect(seen.selfAssessment).toMatchObject(self);
  expect(seen.attested).toMatchObject({ recommendation: "ready" });
  await put(us.student, id, "signature");
  const closed = await put(us.student, id, "self-assessment", more, 1);
  expect([closed.status, await codeOf(closed)]).toEqual([409, "lessons.signed"]);
  const ordinary = await put(us.student, await us.held(), "self-assessment", self, 0);
  expect([ordinary.status, await codeOf(ordinary)]).toEqual([409, "lessons.only_assessments"]);
});

test("without JavaScript: she reads, objects, is asked for words, and signs", async () => {
  const id = await attested();
  const here = `/me/lessons/${id}`;
  const html = await (await us.student.get(here)).text();
  expect(html).toContain("Bra rygging");
  const objecting = await formIn(html, `${here}/objection`);
  const empty = await us.student.submit(`${here}/objection`, { ...objecting, objection: " " });
  expect(empty.status).toBe(422);
  expect((await current(id))?.objectedAt).toBeNull();
  const signing = await formIn(html, `${here}/signature`);
  const signed = await us.student.submit(`${here}/signature`, signing);
  expect([signed.status, signed.headers.get("location")]).toEqual([303, "/me/lessons"]);
  const list = await (await us.student.get("/me/lessons")).text();
  expect(list).toContain("Kvittert");
  expect((await us.student.submit(`${here}/signature`, signing)).status).toBe(303);
  expect(await audited(id)).toEqual(["lessons.attested", "lessons.signed"]);
});

test("without JavaScript: a signature that comes after a correction meets what holds now", async () => {
  const id = await attested();
  const here = `/me/lessons/${id}`;
  const signing = await formIn(await (await us.student.get(here)).text(), `${here}/signature`);
  await attest(id, { ...delivered, minutes: 90, reason: "Lengre" }, 2);
  const late = await us.student.submit(`${here}/signature`, signing);
  expect(late.status).toBe(409);
  expect(await late.text()).toContain("Læreren har rettet timen mens du leste");
  expect(await current(id)).toMatchObject({ version: 2, signedAt: null });
});

test("without JavaScript: a self-assessment keeps what was typed when another came first", async () => {
  const id = await us.held(stage);
  const here = `/me/lessons/${id}/self-assessment`;
  const form = await formIn(await (await us.student.get(here)).text(), here);
  const first = { ...form, goal_parking: "2", note: "Først" };
  expect((await us.student.submit(here, first)).status).toBe(303);
  const second = await us.student.submit(here, { ...form, goal_parking: "4", note: "Så" });
  expect(second.status).toBe(409);
  const html = await second.text();
  expect(html).toContain("Først");
  expect(await formIn(html, here)).toMatchObject({ goal_parking: "4", note: "Så", version: "1" });
});

test("a student's lessons cost two trips, and rows by how many she has had", async () => {
  const them = await pair("e4");
  const ids: string[] = [];
  for (let n = 0; n < 30; n++) {
    const id = await them.held();
    await attest(id, { outcome: "delivered" }, 1, them.instructor);
    ids.push(id);
  }
  const list = await cost(them.student.ctx, readOwnLessons);
  expect(list.trips).toBe(2);
  expect(list.rowsRead).toBeLessThanOrEqual(30 * 4 + 20);
  const one = await cost(them.student.ctx, (ctx) => readOwnLesson(ctx, ids[0] ?? ""));
  expect(one.trips).toBe(2);
  expect(one.rowsRead).toBeLessThanOrEqual(30);
});
