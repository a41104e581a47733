import { and, asc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { formatMoney } from "#web/ui/formats.ts";
import { DAY, HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { isWorkingDay } from "#worker/lib/holidays.ts";
import { outbox } from "#worker/lib/outbox.ts";
import { contacts, studentContacts } from "#worker/modules/contacts/schema.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { settings } from "#worker/modules/schools/schema.ts";
import { learner, teacher } from "#worker/test/booking_places.ts";
import { as, auditRows, cost, db, type Person } from "#worker/test/harness.ts";
import { chargeOf, lessonAt } from "#worker/test/money.ts";
import { cancelBooking, changeBooking, inputOf } from "../actions.ts";
import { handOver } from "../cover/actions.ts";
import { Booking } from "../input.ts";
import { getBooking } from "../queries.ts";
import { tellStudents } from "./actions.ts";

const url = "/api/v1/bookings";
let places = 0;
let days = 20;
// What one of sixteen may begin with.
const first = { kind: "course", step: "B.1.tgk" };
const birth = (years: number) => `${new Date().getUTCFullYear() - years}-01-01`;

/** Ten o'clock on a working day, another one each time. */
function slot() {
  let day = "";
  do day = addDays(dayOf(new Date().toISOString()), days++);
  while (!isWorkingDay(day));
  const startsAt = instantAt(day, "10:00");
  return { startsAt, endsAt: shift(startsAt, 45 * MINUTE) };
}

/** A school with a student who has an address, and an instructor. */
async function place(student: Parameters<typeof learner>[1] = {}) {
  const name = `n${++places}`;
  const office = await as("office", name);
  const email = `emma.${name}@example.no`;
  const studentId = await learner(name, { email, ...student });
  return { name, office, email, studentId, instructorId: await teacher(name) };
}
type Place = Awaited<ReturnType<typeof place>>;

const lesson = ({ studentId, instructorId }: Place, more: object = {}) => ({
  ...{ kind: "lesson", classCode: "B", studentId, instructorId, pickup: "Torget 1" },
  ...{ ...slot(), anyway: "yes", ...more },
});

async function made(at: Place, more: object = {}): Promise<Booking> {
  const response = await at.office.post(url, lesson(at, more));
  expect(response.status).toBe(201);
  return Booking.parse(await response.json());
}

async function put({ office }: Place, path: string, body: object): Promise<Booking> {
  const { version } = await getBooking(office.ctx, path.split("/")[0] ?? "");
  const tag = `"${path.split("/")[0]}-${version}"`;
  const response = await office.put(`${url}/${path}`, body, tag);
  expect(response.status).toBe(200);
  return Booking.parse(await response.json());
}

const letters = ({ schoolId }: Person) =>
  db.select().from(mails).where(eq(mails.schoolId, schoolId)).orderBy(asc(mails.id));
const told = async ({ office }: Place) =>
  (await letters(office)).map(({ template, recipient }) => [template, recipient]);

async function guardianOf({ office, studentId }: Place, userId: string | null = null) {
  const contactId = uuidv7();
  const { schoolId } = office;
  const email = `mor.${schoolId.slice(-6)}@example.no`;
  const row = { name: "Mor", sortName: "mor", email, createdAt: office.ctx.now };
  await db.insert(contacts).values({ schoolId, id: contactId, userId, ...row });
  await db.insert(studentContacts).values({ schoolId, studentId, contactId, role: "guardian" });
  return email;
}

test("what the school books, moves, reassigns and calls off is one letter each, in its commit", async () => {
  const at = await place();
  const { id } = await made(at);
  await put(at, `${id}/time`, { ...slot(), anyway: "yes" });
  const other = await teacher(at.name, { name: "Ola" });
  const booking = await getBooking(at.office.ctx, id);
  await put(at, id, { ...inputOf(booking), instructorId: other, anyway: "yes" });
  await put(at, `${id}/cancellation`, { reason: "instructor_ill" });
  expect(await told(at)).toEqual([
    ["lesson_booked", at.email],
    ["lesson_moved", at.email],
    ["lesson_reassigned", at.email],
    ["lesson_cancelled", at.email],
  ]);
  const [first, moved, reassigned, off] = await letters(at.office);
  expect(first?.params).toMatchObject({
    place: "Torget 1",
    studentName: "Emma",
    schoolName: at.name,
  });
  expect(first?.params.when).toMatch(/10:00–10:45$/);
  expect(first?.params.instructor).toContain("Kari");
  expect(moved?.params.was).toBe(first?.params.when);
  expect(moved?.params.when).not.toBe(first?.params.when);
  expect(reassigned?.params.instructor).toContain("Ola");
  expect(off?.params.reason).toBe("læreren er syk");
  const { schoolId } = at.office;
  const waiting = and(eq(outbox.schoolId, schoolId), eq(outbox.topic, "mails.written"));
  const sent = await db.select().from(outbox).where(waiting);
  expect(sent.map(({ subjectId }) => subjectId).sort()).toEqual(
    (await letters(at.office)).map(({ id }) => id).sort(),
  );
});

test("another note, what was refused and what was stale is no letter", async () => {
  const at = await place();
  const booking = await made(at);
  await put(at, booking.id, { ...inputOf(booking), note: "Ta med briller", anyway: "yes" });
  const { startsAt, endsAt } = booking;
  expect((await at.office.post(url, lesson(at, { startsAt, endsAt }))).status).toBe(409);
  const late = await at.office.put(
    `${url}/${booking.id}/cancellation`,
    { reason: "school" },
    `"${booking.id}-1"`,
  );
  expect(late.status).toBe(412);
  expect(await told(at)).toEqual([["lesson_booked", at.email]]);
});

test("a minor's guardian is told too, an adult's is not", async () => {
  const [minor, adult] = [
    await place({ birthDate: birth(16) }),
    await place({ birthDate: birth(30) }),
  ];
  const mother = await guardianOf(minor);
  await guardianOf(adult);
  await made(minor, first);
  await made(adult);
  expect((await told(minor)).map(([, to]) => to).sort()).toEqual([minor.email, mother].sort());
  expect(await told(adult)).toEqual([["lesson_booked", adult.email]]);
});

test("nobody is told of what she does herself, nor of what one who answers for her does", async () => {
  const name = `n${places + 1}`;
  const student = await as("student", name);
  const mother = await as("guardian", name);
  const at = await place({ userId: student.userId, birthDate: birth(16) });
  await guardianOf(at, mother.userId);
  for (const who of [student, mother]) {
    const { id } = await made(at, first);
    const before = (await letters(at.office)).length;
    const response = await who.put(
      `/api/v1/me/bookings/${id}/cancellation`,
      { reason: "student" },
      `"${id}-1"`,
    );
    expect(response.status).toBe(200);
    expect(await letters(at.office)).toHaveLength(before);
  }
});

test("a lesson that is given to somebody else is called off for one and new for the other", async () => {
  const at = await place();
  const booking = await made(at);
  const email = "ola@example.no";
  const studentId = await learner(at.name, { email, firstName: "Ola" });
  await put(at, booking.id, { ...inputOf(booking), studentId, anyway: "yes" });
  expect((await told(at)).slice(1).sort()).toEqual([
    ["lesson_booked", email],
    ["lesson_cancelled", at.email],
  ]);
});

test("a series is one letter with every time that was free", async () => {
  const at = await place();
  const response = await at.office.post(`${url}/series`, { ...lesson(at), weeks: 4 });
  expect(response.status).toBe(201);
  const { booked } = await response.json<{ booked: object[] }>();
  const [letter, ...more] = await letters(at.office);
  expect(more).toEqual([]);
  expect(letter?.params.when?.split("; ")).toHaveLength(booked.length);
});

test("a school may have it off; a meeting and what lies behind are no news", async () => {
  const at = await place();
  const { schoolId, ctx } = at.office;
  await made(at, { kind: "meeting", classCode: null });
  const booking = await made(at);
  const before = (await letters(at.office)).length;
  const after = { ...booking, status: "cancelled" as const };
  const later = { ...ctx, now: shift(booking.endsAt, DAY) };
  expect(await tellStudents(later, [{ before: booking, after }])).toEqual({ write: [], tell: [] });
  const set = { key: "lesson_news", value: "off", since: ctx.now, id: uuidv7(), setBy: "x" };
  await db.insert(settings).values({ schoolId, ...set });
  const seen = { id: booking.id, version: 1 };
  await changeBooking(ctx, seen, { ...inputOf(booking), ...slot(), anyway: true });
  await cancelBooking(ctx, { ...seen, version: 2 }, { reason: "school", note: null });
  expect(before).toBe(1);
  expect(await letters(at.office)).toHaveLength(before);
});

test("the letters of a change cost one trip, however many lessons it has", async () => {
  const at = await place();
  const booking = await made(at);
  const changes = Array.from({ length: 26 }, () => ({ after: { ...booking, id: uuidv7() } }));
  const spent = await cost(at.office.ctx, (ctx) => tellStudents(ctx, changes));
  expect(spent).toMatchObject({ trips: 1, queries: 3 });
  expect(spent.rowsRead).toBeLessThanOrEqual(30);
});

test("what a late cancellation costs stands in the letter about it, and in no other", async () => {
  const at = await place();
  await lessonAt(at.office, 95_000);
  const startsAt = shift(at.office.ctx.now, 5 * HOUR);
  const soon = { startsAt, endsAt: shift(startsAt, 45 * MINUTE) };
  const booking = await made(at, soon);
  await put(at, `${booking.id}/cancellation`, { reason: "student" });
  const inTime = await made(at);
  await put(at, `${inTime.id}/cancellation`, { reason: "student" });
  const off = (await letters(at.office)).filter(({ template }) => template === "lesson_cancelled");
  const fee = formatMoney("nb", (await chargeOf(booking.id)).grossOre);
  expect(off.map(({ params }) => params.fee)).toEqual([fee, undefined]);
  const pages = off.map(async ({ id }) => (await at.office.get(`/mail/${id}`)).text());
  const [late, early] = await Promise.all(pages);
  expect(late).toContain(`koster derfor ${fee}`);
  expect(early).not.toContain("koster");
});

test("lessons handed over at once are one letter a student, whatever became of each", async () => {
  const at = await place();
  const [one, two, three] = [await made(at), await made(at), await made(at)];
  const email = "enkel@example.no";
  const studentId = await learner(at.name, { email });
  const single = await made(at, { studentId });
  const other = await teacher(at.name, { name: "Ola" });
  const before = (await letters(at.office)).length;
  const give = (booking: Booking) => ({
    ...{ bookingId: booking.id, version: booking.version, instructorId: other },
  });
  const stale = { ...give(one), version: 9 };
  const moves = [give(one), give(two), { ...give(three), instructorId: null }, give(single), stale];
  const { moved, refused } = await handOver(at.office.ctx, moves, "instructor_ill");
  expect([moved.length, refused.length]).toEqual([4, 1]);
  const sent = (await letters(at.office)).slice(before);
  expect(sent.map(({ template, recipient }) => [template, recipient]).sort()).toEqual([
    ["lesson_reassigned", email],
    ["lessons_changed", at.email],
  ]);
  const all = sent.find(({ template }) => template === "lessons_changed");
  expect(all?.params.given?.split("; ")).toHaveLength(2);
  expect(all?.params.given).toContain("Ola");
  expect(all?.params.off?.split("; ")).toHaveLength(1);
  const page = await (await at.office.get(`/mail/${all?.id}`)).text();
  expect(page).toContain("Ny lærer, samme tid og sted");
  expect(page).toContain("Grunn: læreren er syk");
  expect((await auditRows()).at(-1)).toMatchObject({ action: "bookings.students_told" });
});
