import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { mails } from "#worker/modules/mail/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { memberships, users } from "#worker/modules/users/schema.ts";
import { formIn } from "#worker/test/forms.ts";
import { as, auditRows, cost, db, type Person, send } from "#worker/test/harness.ts";
import { pair } from "#worker/test/lesson_places.ts";
import { OwnThreads, Thread, Threads } from "./input.ts";
import { listOwnThreads, listThreads, readOwnThread, readThread } from "./queries.ts";
import { messages } from "./schema.ts";

const api = "/api/v1";
type Pair = Awaited<ReturnType<typeof taught>>;
let us: Pair;
beforeAll(async () => {
  us = await taught("m1");
});

/** A student and her own instructor. */
async function taught(schoolName: string) {
  const two = await pair(schoolName);
  await db
    .update(students)
    .set({ instructorId: two.instructorId })
    .where(eq(students.id, two.studentId));
  return two;
}

const fromStudent = ({ student, instructorId }: Pair, text: string) =>
  student.post(`${api}/me/messages/${instructorId}`, { text });
const fromInstructor = ({ instructor, studentId }: Pair, text: string) =>
  instructor.post(`${api}/messages/${studentId}`, { text });
const inbox = async ({ instructor }: Pair) =>
  Threads.parse(await (await instructor.get(`${api}/messages`)).json()).items;
const ownInbox = async (student: Person) =>
  OwnThreads.parse(await (await student.get(`${api}/me/messages`)).json()).items;
const codeOf = async (response: Response) => (await response.json<{ code: string }>()).code;
const rowsOf = (studentId: string) =>
  db.select().from(messages).where(eq(messages.studentId, studentId)).orderBy(messages.at);

test("a student writes to her instructor, who answers; each sees what is unread", async () => {
  expect(await ownInbox(us.student)).toMatchObject([
    { instructorId: us.instructorId, last: null, unread: 0 },
  ]);
  const sent = await fromStudent(us, "Kan vi møtes på stasjonen?\nJeg er der 08:00.");
  expect(sent.status).toBe(201);
  const thread = Thread.parse(await sent.json());
  expect(thread.items).toMatchObject([
    { sender: "student", text: "Kan vi møtes på stasjonen?\nJeg er der 08:00." },
  ]);
  expect(await inbox(us)).toMatchObject([{ studentId: us.studentId, unread: 1 }]);
  expect((await fromInstructor(us, "Ja, det går fint.")).status).toBe(201);
  expect(await inbox(us)).toMatchObject([{ unread: 0, last: { text: "Ja, det går fint." } }]);
  const [own] = await ownInbox(us.student);
  expect(own).toMatchObject({ unread: 1, last: { sender: "instructor" } });
  const shown = Thread.parse(
    await (await us.student.get(`${api}/me/messages/${us.instructorId}`)).json(),
  );
  expect(shown.items.map(({ sender }) => sender)).toEqual(["instructor", "student"]);
  const reading = `${api}/me/messages/${us.instructorId}/reading`;
  const stale = await us.student.put(reading, { last: shown.items[1]?.id });
  expect(Thread.parse(await stale.json()).unread).toBe(1); // something newer has come
  const read = await us.student.put(reading, { last: shown.items[0]?.id });
  expect(Thread.parse(await read.json()).unread).toBe(0);
  const rows = (await auditRows()).filter((row) => row.entity === "message");
  expect(rows.filter((row) => row.action === "messages.sent")).toMatchObject([
    { actor: us.student.userId, changed: ["studentId", "text"] },
    { actor: us.instructor.userId },
  ]);
});

test("what was sent can be neither rewritten nor deleted in the database", async () => {
  const two = await taught("m1");
  await fromStudent(two, "Hei");
  const own = eq(messages.studentId, two.studentId);
  const refusal = {
    cause: expect.objectContaining({ message: expect.stringContaining("messages.stay") }),
  };
  await expect(db.update(messages).set({ body: "Nei" }).where(own)).rejects.toMatchObject(refusal);
  await expect(db.delete(messages).where(own)).rejects.toMatchObject(refusal);
});

test("the same key sends one message; a form sent twice sends one", async () => {
  const two = await taught("m1");
  const key = uuidv7();
  const url = `${api}/me/messages/${two.instructorId}`;
  const headers = { ...two.student.headers, "idempotency-key": key };
  const json = { ...headers, "content-type": "application/json" };
  for (let n = 0; n < 2; n++) {
    const sent = await send("POST", url, { headers: json, body: '{"text":"En gang"}' });
    expect(sent.status).toBe(201);
  }
  const here = `/me/messages/${two.instructorId}`;
  const form = await formIn(await (await two.student.get(here)).text(), here);
  const filled = { ...form, text: "Fra skjemaet" };
  for (let n = 0; n < 2; n++) {
    const sent = await two.student.submit(here, filled);
    expect([sent.status, sent.headers.get("location")]).toEqual([303, here]);
  }
  expect((await rowsOf(two.studentId)).map(({ body }) => body)).toEqual([
    "En gang",
    "Fra skjemaet",
  ]);
});

test("nobody reads or writes what is between two others", async () => {
  const [two, others, far] = [await taught("m2"), await taught("m2"), await taught("m3")];
  await fromStudent(two, "Hemmelig");
  const bodies: unknown[] = [];
  for (const id of [two.instructorId, far.instructorId, uuidv7()]) {
    const read = await others.student.get(`${api}/me/messages/${id}`);
    const written = await others.student.post(`${api}/me/messages/${id}`, { text: "Hei" });
    expect([read.status, written.status]).toEqual([404, 404]);
    bodies.push({ ...(await read.json<object>()), instance: "" });
  }
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  // A colleague may write to the student, and finds nothing of what was between the two.
  const colleague = await others.instructor.get(`${api}/messages/${two.studentId}`);
  expect(Thread.parse(await colleague.json()).items).toEqual([]);
  const leader = await (await as("owner", "m2")).get(`${api}/messages/${two.studentId}`);
  expect(Thread.parse(await leader.json())).toMatchObject({ items: [], instructorId: null });
  for (const id of [far.studentId, uuidv7()])
    expect((await two.instructor.get(`${api}/messages/${id}`)).status).toBe(404);
  for (const role of ["office", "guardian"] as const) {
    const who = await as(role, "m2");
    expect((await who.get(`${api}/messages/${two.studentId}`)).status).toBe(403);
    expect((await who.post(`${api}/me/messages/${two.instructorId}`, { text: "x" })).status).toBe(
      403,
    );
  }
});

test("whoever has had a lesson with somebody may write to her", async () => {
  const [two, other] = [await taught("m4"), await taught("m4")];
  await other.held({ studentId: two.studentId });
  const names = (await ownInbox(two.student)).map(({ instructorId }) => instructorId);
  expect(names.sort()).toEqual([two.instructorId, other.instructorId].sort());
});

test("what cannot be sent is said, and what was typed stays", async () => {
  const two = await taught("m5");
  const here = `/me/messages/${two.instructorId}`;
  const form = await formIn(await (await two.student.get(here)).text(), here);
  const empty = await two.student.submit(here, { ...form, text: "  " });
  expect(empty.status).toBe(422);
  const text = "Fødselsnummeret mitt er 13097248022";
  const sealed = await two.student.submit(here, { ...form, text });
  expect(sealed.status).toBe(422);
  expect(await formIn(await sealed.text(), here)).toMatchObject({ text });
  const long = await two.student.post(`${api}${here}`, { text: "x".repeat(2001) });
  expect(long.status).toBe(422);
  expect(await rowsOf(two.studentId)).toEqual([]);
  const stranger = await as("instructor", "m5");
  const refused = await stranger.post(`${api}/messages/${two.studentId}`, { text: "Hei" });
  expect([refused.status, await codeOf(refused)]).toEqual([409, "messages.not_staff"]);
  expect(await (await stranger.get(`/messages/${two.studentId}`)).text()).toContain(
    "Du står ikke i ansattlisten",
  );
});

test("without JavaScript: the instructor finds it at home and in the inbox, and marks it read", async () => {
  const two = await taught("m6");
  await fromStudent(two, "Jeg kommer litt senere <b>i dag</b>");
  const home = await (await two.instructor.get("/")).text();
  expect(home).toContain(`/messages/${two.studentId}`);
  const list = await (await two.instructor.get("/messages")).text();
  expect(list).toContain("Jeg kommer litt senere &lt;b>i dag&lt;/b>");
  const here = `/messages/${two.studentId}`;
  const html = await (await two.instructor.get(here)).text();
  const read = await two.instructor.submit(
    `${here}/reading`,
    await formIn(html, `${here}/reading`),
  );
  expect([read.status, read.headers.get("location")]).toEqual([303, "/messages"]);
  expect(await inbox(two)).toMatchObject([{ unread: 0 }]);
  await fromInstructor(two, "Greit!");
  expect(await (await two.student.get("/")).text()).toContain("Du har en ny melding");
});

test("lists and threads cost one trip and a page's rows, however much was written", async () => {
  const two = await taught("m7");
  for (let n = 0; n < 45; n++) await fromStudent(two, `Melding ${n}`);
  const first = await readThread(two.instructor.ctx, two.studentId, {});
  expect(first.thread.items).toHaveLength(30);
  const rest = Thread.parse(
    await (
      await two.instructor.get(`${api}/messages/${two.studentId}?after=${first.thread.after}`)
    ).json(),
  );
  expect(rest.items.map(({ text }) => text).at(-1)).toBe("Melding 0");
  const costs = [
    await cost(two.instructor.ctx, (ctx) => readThread(ctx, two.studentId, {})),
    await cost(two.student.ctx, (ctx) => readOwnThread(ctx, two.instructorId, {})),
    await cost(two.instructor.ctx, (ctx) => listThreads(ctx, {})),
    await cost(two.student.ctx, listOwnThreads),
  ];
  expect(costs.map(({ trips }) => trips)).toEqual([1, 1, 1, 1]);
  expect(Math.max(...costs.map(({ rowsRead }) => rowsRead))).toBeLessThanOrEqual(60);
});

test("whoever is written to is told by mail once, with a link and without a word of it", async () => {
  const two = await taught("m9");
  const told = async () =>
    (await db.select().from(mails).where(eq(mails.schoolId, two.student.schoolId))).map(
      ({ template, recipient, params, state }) => ({ template, recipient, params, state }),
    );
  await fromStudent(two, "Kan vi flytte timen?");
  await fromStudent(two, "Helst til fredag.");
  const [first, ...more] = await told();
  expect(more).toEqual([]); // the second waits beside the first
  expect(first).toMatchObject({
    template: "message",
    recipient: await emailOf(two.instructor),
    params: { path: `/messages/${two.studentId}` },
  });
  expect(JSON.stringify(first)).not.toMatch(/flytte|fredag/);
  await fromInstructor(two, "Fredag går fint.");
  expect((await told())[1]).toMatchObject({
    recipient: await emailOf(two.student),
    params: { path: `/me/messages/${two.instructorId}` },
  });
  await fromStudent(two, "Takk!"); // she has read, so the next is told of again
  expect(await told()).toHaveLength(3);
  const log = await (await as("office", "m9")).get("/api/v1/mails");
  expect(await log.text()).not.toMatch(/flytte|fredag/i);
  const office = await as("office", "m9");
  const { items } = await (await office.get("/api/v1/mails")).json<{ items: { id: string }[] }>();
  const page = await (await office.get(`/mail/${items[0]?.id}`)).text();
  expect(page).toContain("Du har fått en melding");
});

test("nobody is told who has no way in any more", async () => {
  const two = await taught("m10");
  await db
    .update(memberships)
    .set({ endedAt: "2026-01-01T00:00:00.000Z" })
    .where(eq(memberships.userId, two.instructor.userId));
  expect((await fromStudent(two, "Hei")).status).toBe(201);
  expect(await db.$count(mails, eq(mails.schoolId, two.student.schoolId))).toBe(0);
});

const emailOf = async ({ userId }: Person) =>
  (await db.select({ email: users.email }).from(users).where(eq(users.id, userId)))[0]?.email;
