import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { DAY, HOUR, shift } from "#worker/lib/clock.ts";
import { bookings } from "#worker/modules/bookings/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { trainingRecords } from "#worker/modules/training/schema.ts";
import { as, auditRows, cost, db, type Person } from "#worker/test/harness.ts";
import { pair } from "#worker/test/lesson_places.ts";
import { readInbox } from "./inbox.ts";
import { Inbox, Lesson } from "./input.ts";
import { readLesson } from "./queries.ts";
import { lessons } from "./schema.ts";

const url = "/api/v1/lessons";
const delivered = { outcome: "delivered", levels: { parking: 2, steering: 3 }, note: "Bra!" };
let us: Awaited<ReturnType<typeof pair>>;
let leader: Person;
beforeAll(async () => {
  us = await pair("l1");
  leader = await as("academic_leader", "l1");
});

const attest = (who: Person, id: string, body: object, version = 1) =>
  who.put(`${url}/${id}/attestation`, body, `"${id}-${version}"`);
const rowsOf = (id: string) =>
  db.select().from(lessons).where(eq(lessons.bookingId, id)).orderBy(lessons.version);
const recordsOf = (id: string) =>
  db.select().from(trainingRecords).where(eq(trainingRecords.bookingId, id));
const bookingOf = async (id: string) =>
  (await db.select().from(bookings).where(eq(bookings.id, id)))[0];
const audited = async (id: string, action: string) =>
  (await auditRows()).filter((row) => row.entityId === id && row.action === action);
const codeOf = async (response: Response) => (await response.json<{ code: string }>()).code;
const versionOfStudent = async () =>
  (await db.select().from(students).where(eq(students.id, us.studentId)))[0]?.version ?? 0;

test("attesting settles the booking, writes the record and counts on the student, in one commit", async () => {
  const id = await us.held();
  const before = await versionOfStudent();
  const response = await attest(us.instructor, id, { ...delivered, minutes: 40 });
  expect(response.status).toBe(200);
  expect(response.headers.get("etag")).toBe(`"${id}-2"`);
  const lesson = Lesson.parse(await response.json());
  expect(lesson).toMatchObject({ status: "done", own: true, history: [] });
  expect(lesson.attested).toMatchObject({
    ...{ version: 1, outcome: "delivered", minutes: 40, step: "B.2.lesson", note: "Bra!" },
    ...{ levels: { parking: 2, steering: 3 }, attestedBy: "instructor l1", signedAt: null },
  });
  const [record] = await recordsOf(id);
  expect(record).toMatchObject({ step: "B.2.lesson", minutes: 40, source: "lesson" });
  expect(record).toMatchObject({ studentId: us.studentId, employeeId: us.instructorId });
  expect((await rowsOf(id))[0]?.recordId).toBe(record?.id);
  expect(await versionOfStudent()).toBe(before + 1);
  expect(await audited(id, "lessons.attested")).toMatchObject([{ actor: us.instructor.userId }]);
});

test("minutes that are left out are those that were booked", async () => {
  const id = await us.held();
  expect((await attest(us.instructor, id, { outcome: "delivered" })).status).toBe(200);
  expect((await rowsOf(id))[0]).toMatchObject({ minutes: 45, themes: [], levels: {} });
});

test("a no-show and a cancelled lesson have no minutes, no goals and no record", async () => {
  const absent = await us.held();
  await attest(us.instructor, absent, { ...delivered, outcome: "no_show" });
  expect(await bookingOf(absent)).toMatchObject({ status: "no_show", cancelledAt: null });
  const off = await us.held();
  const reason = { outcome: "cancelled", cancelReason: "student_ill" };
  expect((await attest(us.instructor, off, { ...delivered, ...reason })).status).toBe(200);
  expect(await bookingOf(off)).toMatchObject({ status: "cancelled", cancelReason: "student_ill" });
  expect(await bookingOf(off)).toMatchObject({ cancelledLate: false });
  const late = await us.held();
  await attest(us.instructor, late, { outcome: "cancelled", cancelReason: "student" });
  expect(await bookingOf(late)).toMatchObject({ status: "cancelled", cancelledLate: true });
  for (const id of [absent, off, late]) {
    expect((await rowsOf(id))[0]).toMatchObject({ minutes: 0, levels: {} });
    expect(await recordsOf(id)).toEqual([]);
  }
});

test("a correction is a new version with a reason; the record is taken back and written anew", async () => {
  const id = await us.held();
  await attest(us.instructor, id, delivered);
  const silent = await attest(us.instructor, id, { ...delivered, minutes: 90 }, 2);
  expect(silent.status).toBe(422);
  const { errors } = await silent.json<{ errors: object }>();
  expect(errors).toEqual({ reason: "lessons.reason_wanted" });
  const reason = "Timen varte lenger";
  const fixed = await attest(us.instructor, id, { ...delivered, minutes: 90, reason }, 2);
  expect(fixed.status).toBe(200);
  const lesson = Lesson.parse(await fixed.json());
  expect(lesson.attested).toMatchObject({ version: 2, minutes: 90, reason });
  expect(lesson.history).toMatchObject([{ version: 1, minutes: 45 }]);
  const records = await recordsOf(id);
  const minutes = (gone: boolean) =>
    records.filter((row) => (row.withdrawnAt !== null) === gone).map((row) => row.minutes);
  expect([minutes(true), minutes(false)]).toEqual([[45], [90]]);
  expect(await audited(id, "lessons.corrected")).toMatchObject([{ reason }]);
  // Held after all, or not: every outcome can be corrected to every other.
  const none = await attest(us.instructor, id, { outcome: "no_show", reason: "Kom ikke" }, 3);
  expect(none.status).toBe(200);
  expect((await recordsOf(id)).every((row) => row.withdrawnAt !== null)).toBe(true);
  const off = { outcome: "cancelled", cancelReason: "weather", reason: "Snø" };
  expect((await attest(us.instructor, id, off, 4)).status).toBe(200);
  expect((await attest(us.instructor, id, { ...delivered, reason: "Jo" }, 5)).status).toBe(200);
  expect(await bookingOf(id)).toMatchObject({ status: "done", cancelReason: null });
  expect((await rowsOf(id)).map((row) => row.version)).toEqual([1, 2, 3, 4, 5]);
});

test("what was attested cannot be rewritten or deleted in the database", async () => {
  const id = await us.held();
  await attest(us.instructor, id, delivered);
  const refusal = (said: string) => ({
    cause: expect.objectContaining({ message: expect.stringContaining(said) }),
  });
  const own = and(eq(lessons.schoolId, us.schoolId), eq(lessons.bookingId, id));
  await expect(db.update(lessons).set({ minutes: 1 }).where(own)).rejects.toMatchObject(
    refusal("lessons.stay"),
  );
  await expect(db.delete(lessons).where(own)).rejects.toMatchObject(refusal("lessons.stay"));
  await db.update(lessons).set({ signedAt: new Date().toISOString() }).where(own);
  await expect(db.update(lessons).set({ signedAt: null }).where(own)).rejects.toMatchObject(
    refusal("lessons.signed"),
  );
});

test("nobody attests before the lesson has begun, or what was called off or never confirmed", async () => {
  const startsAt = shift(new Date().toISOString(), HOUR);
  const early = await attest(
    us.instructor,
    await us.held({ startsAt, endsAt: shift(startsAt, HOUR) }),
    delivered,
  );
  expect(early.status).toBe(409);
  const refused = await early.json<{ code: string; reasons: object[] }>();
  expect(refused.code).toBe("lessons.not_begun");
  expect(refused.reasons).toMatchObject([
    { source: "lessons.law_documentation", params: { from: startsAt } },
  ]);
  for (const [status, code] of [
    ["cancelled", "lessons.called_off"],
    ["held", "lessons.not_confirmed"],
  ] as const) {
    const response = await attest(us.instructor, await us.held({ status }), delivered);
    expect([response.status, await codeOf(response)]).toEqual([409, code]);
  }
});

test("another's lesson is the academic leader's to attest, and nobody else's", async () => {
  const id = await us.held();
  const other = await pair("l1");
  const refused = await attest(other.instructor, id, delivered);
  expect([refused.status, await codeOf(refused)]).toEqual([403, "lessons.not_yours"]);
  for (const role of ["office", "student"] as const)
    expect((await attest(await as(role, "l1"), id, delivered)).status).toBe(403);
  expect(await rowsOf(id)).toEqual([]);
  expect((await attest(leader, id, delivered)).status).toBe(200);
  const anonymous = await us.instructor.get(`${url}/${id}`);
  expect(Lesson.parse(await anonymous.json()).attested?.attestedBy).toBe("academic_leader l1");
});

test("another school's lesson, a meeting and a random id are equally unknown", async () => {
  const far = await pair("l2");
  const meeting = await us.held({ kind: "meeting", studentId: null });
  const bodies: unknown[] = [];
  for (const id of [await far.held(), meeting, uuidv7()]) {
    const read = await leader.get(`${url}/${id}`);
    const written = await attest(leader, id, delivered);
    expect([read.status, written.status]).toEqual([404, 404]);
    bodies.push({ ...(await read.json<object>()), instance: "" });
  }
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
});

test("a wrong or missing version writes nothing", async () => {
  const id = await us.held();
  const bare = await us.instructor.put(`${url}/${id}/attestation`, delivered);
  expect(bare.status).toBe(428);
  expect((await attest(us.instructor, id, delivered, 7)).status).toBe(412);
  expect(await rowsOf(id)).toEqual([]);
  expect((await attest(us.instructor, id, delivered)).status).toBe(200);
  expect((await attest(us.instructor, id, { ...delivered, reason: "x" })).status).toBe(412);
  expect((await rowsOf(id)).length).toBe(1);
});

test("ten at once attest one lesson once", async () => {
  const id = await us.held();
  const all = await Promise.all(Array.from({ length: 10 }, () => attest(leader, id, delivered)));
  const statuses = all.map((response) => response.status).sort();
  expect(statuses.filter((status) => status === 200)).toEqual([200]);
  expect(statuses.filter((status) => status !== 200).every((s) => s === 412)).toBe(true);
  expect((await rowsOf(id)).length).toBe(1);
  expect((await recordsOf(id)).length).toBe(1);
});

test.each([
  [{ outcome: "delivered", minutes: 0 }, { minutes: "out_of_range" }],
  [{ outcome: "no_show", note: "Fnr 13097248022" }, { note: "national_id.in_text" }],
  [{ outcome: "delivered", minutes: 106 }, { minutes: "lessons.too_long" }],
  [{ outcome: "delivered", levels: { parking: 5 } }, { "levels.parking": "not_a_choice" }],
  [{ outcome: "delivered", levels: { motorway: 2 } }, { levels: "lessons.other_goals" }],
  [{ outcome: "delivered", themes: ["1.1"] }, { themes: "not_a_choice" }],
  [
    { outcome: "delivered", recommendation: "ready" },
    { recommendation: "lessons.only_assessments" },
  ],
  [{ outcome: "delivered", step: "B.3.lesson" }, { step: "lessons.step_is_booked" }],
  [{ outcome: "cancelled" }, { cancelReason: "required" }],
  [{ outcome: "perhaps" }, { outcome: "not_a_choice" }],
  [{}, { outcome: "required" }],
])("%j is refused beside its field", async (body, errors) => {
  const id = await us.held();
  const response = await attest(us.instructor, id, body);
  expect(response.status).toBe(422);
  expect((await response.json<{ errors: object }>()).errors).toEqual(errors);
  expect(await bookingOf(id)).toMatchObject({ status: "booked", version: 1 });
});

test("a booking without a step is given one; a course wants its parts; an assessment its advice", async () => {
  const loose = await us.held({ step: null });
  const offered = Lesson.parse(await (await us.instructor.get(`${url}/${loose}`)).json());
  expect(offered.steps).toContain("B.3.lesson");
  const asked = await attest(us.instructor, loose, { outcome: "delivered" });
  expect((await asked.json<{ errors: object }>()).errors).toEqual({ step: "lessons.step_wanted" });
  const step = "B.3.lesson";
  expect((await attest(us.instructor, loose, { outcome: "delivered", step })).status).toBe(200);
  expect(await recordsOf(loose)).toMatchObject([{ step }]);

  const course = await us.held({ kind: "course", step: "B.1.tgk" });
  const bare = await attest(us.instructor, course, { outcome: "delivered" });
  expect((await bare.json<{ errors: object }>()).errors).toEqual({
    themes: "lessons.parts_wanted",
  });
  const themes = ["1.1", "1.2"];
  expect((await attest(us.instructor, course, { outcome: "delivered", themes })).status).toBe(200);
  expect(await recordsOf(course)).toMatchObject([{ themes }]);

  const stage = await us.held({ kind: "assessment", step: "B.2.assessment" });
  const silent = await attest(us.instructor, stage, { outcome: "delivered" });
  expect((await silent.json<{ errors: object }>()).errors).toEqual({
    recommendation: "lessons.recommendation_wanted",
  });
  const advised = { outcome: "delivered", recommendation: "not_yet" };
  expect((await attest(us.instructor, stage, advised)).status).toBe(200);
  expect(await recordsOf(stage)).toMatchObject([{ recommendation: "not_yet" }]);
});

test("the inbox has her own first, then the others', oldest first; what is attested has left it", async () => {
  const [one, two] = [await pair("l3"), await pair("l3")];
  const long = shift(new Date().toISOString(), -5 * DAY);
  const recent = await one.held();
  const old = await one.held({ startsAt: long, endsAt: shift(long, HOUR) });
  const theirs = await two.held();
  const tomorrow = shift(new Date().toISOString(), DAY);
  await one.held({ startsAt: tomorrow, endsAt: shift(tomorrow, HOUR) });
  const read = async () => Inbox.parse(await (await one.instructor.get(url)).json());
  const before = await read();
  expect(before.own.map(({ id }) => id)).toEqual([old, recent]);
  expect(before.others.map(({ id }) => id)).toEqual([theirs]);
  await attest(one.instructor, old, delivered);
  expect((await read()).own.map(({ id }) => id)).toEqual([recent]);
});

test("others' lessons come a page at a time", async () => {
  const them = await pair("l4");
  const made: string[] = [];
  for (let n = 0; n < 30; n++) made.unshift(await them.held());
  const owner = await as("owner", "l4");
  const first = Inbox.parse(await (await owner.get(url)).json());
  const second = Inbox.parse(await (await owner.get(`${url}?after=${first.after}`)).json());
  expect([...first.others, ...second.others].map(({ id }) => id)).toEqual(made);
  expect(second.after).toBeNull();
});

test("the inbox and a lesson each cost one trip and few rows, however much was held before", async () => {
  const them = await pair("l5");
  for (let n = 0; n < 40; n++) {
    const id = await them.held();
    expect((await attest(them.instructor, id, { outcome: "delivered" })).status).toBe(200);
  }
  const waiting = await them.held();
  const inbox = await cost(them.instructor.ctx, (ctx) => readInbox(ctx, {}));
  expect(inbox.trips).toBe(1);
  expect(inbox.rowsRead).toBeLessThan(40);
  const lesson = await cost(them.instructor.ctx, (ctx) => readLesson(ctx, waiting));
  expect(lesson.trips).toBe(1);
  expect(lesson.rowsRead).toBeLessThanOrEqual(60);
});
