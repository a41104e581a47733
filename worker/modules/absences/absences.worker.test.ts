import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { addDays, dayOf, instantAt, weekdayOf } from "#worker/lib/dates.ts";
import { Booking } from "#worker/modules/bookings/input.ts";
import { bookings } from "#worker/modules/bookings/schema.ts";
import { car, learner, teacher, works } from "#worker/test/booking_places.ts";
import { tuesday } from "#worker/test/days.ts";
import { as, auditRows, cost, db, type Person } from "#worker/test/harness.ts";
import { readAbsence } from "./actions.ts";
import { Absence, Absences, Hit, Moved } from "./input.ts";
import { planExceptions } from "./schema.ts";

const url = "/api/v1/absences";
const day = tuesday();
const at = instantAt(day, "08:00");
const wholeDay = { startsAt: instantAt(day), endsAt: instantAt(addDays(day, 1)) };
let schools = 0;

/** A school with an instructor who falls ill, one who is free and one who may not. */
async function place() {
  const name = `f${++schools}`;
  const office = await as("office", name);
  const ill = await teacher(name, { name: "Kari" });
  const free = await teacher(name, { name: "Linn" });
  const barred = await teacher(name, { name: "Per", classes: ["A"] });
  for (const id of [ill, free, barred])
    await works(name, id, { weekday: weekdayOf(day), starts: "08:00", ends: "12:00" });
  return { name, office, ill, free, barred, vehicleId: await car(name) };
}
type Place = Awaited<ReturnType<typeof place>>;

async function lesson({ name, office, ill, vehicleId }: Place, hours: number) {
  const startsAt = shift(at, hours * HOUR);
  const response = await office.post("/api/v1/bookings", {
    ...{ kind: "lesson", classCode: "B", startsAt, endsAt: shift(startsAt, 45 * MINUTE) },
    ...{ instructorId: ill, studentId: await learner(name), vehicleId, anyway: true },
  });
  expect(response.status).toBe(201);
  return Booking.parse(await response.json());
}

async function away({ office, ill }: Place, more: object = {}) {
  const body = { employeeId: ill, kind: "sick", note: "Influensa", ...wholeDay, ...more };
  const response = await office.post(url, body);
  expect(response.status).toBe(201);
  return Absence.parse(await response.json());
}

async function hitBy(office: Person, id: string) {
  const response = await office.get(`${url}/${id}/bookings`);
  expect(response.status).toBe(200);
  return Hit.parse(await response.json()).items;
}

test("who is away cannot be booked; the log says since when, and not with what", async () => {
  const school = await place();
  const { id, version } = await away(school);
  const row = (await auditRows()).at(-1);
  expect(row).toMatchObject({ action: "absences.registered", entityId: id });
  expect(row?.changed).toContain("note");
  const refused = await school.office.post("/api/v1/bookings", {
    ...{ kind: "meeting", startsAt: at, endsAt: shift(at, HOUR) },
    ...{ instructorId: school.ill, anyway: true },
  });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: "bookings.instructor_away" });
  const back = await school.office.put(`${url}/${id}/cancellation`, {}, `"${id}-${version}"`);
  expect(back.status).toBe(200);
  expect(await back.json()).toMatchObject({ cancelledAt: expect.any(String) });
  await lesson(school, 1);
});

test("the lessons it hits come with who can take them, and why the others cannot", async () => {
  const school = await place();
  const [first, late] = [await lesson(school, 0), await lesson(school, 5)];
  const { id } = await away(school);
  const hit = await hitBy(school.office, id);
  expect(hit.map(({ booking, best }) => [booking.id, best])).toEqual([
    [first.id, school.free],
    [late.id, null], // after her working hours: she can be asked, but is not proposed
  ]);
  const barred = hit[0]?.people.find((one) => one.id === school.barred);
  expect(barred?.reasons.map(({ code }) => code)).toEqual(["employees.not_approved"]);
  const asked = hit[1]?.people.find((one) => one.id === school.free);
  expect(asked).toMatchObject({ reasons: [], careful: [{ code: "bookings.outside_hours" }] });
});

test("whoever is proposed for one lesson is busy for the next", async () => {
  const school = await place();
  await lesson(school, 0);
  const other = await teacher(school.name, { name: "Ida" });
  await school.office.post("/api/v1/bookings", {
    ...{ kind: "lesson", classCode: "B", startsAt: at, endsAt: shift(at, 45 * MINUTE) },
    ...{ instructorId: other, studentId: await learner(school.name), anyway: true },
  });
  const { id } = await away(school);
  await away({ ...school, ill: other });
  const [one] = await hitBy(school.office, id);
  expect(one?.best).toBe(school.free);
  const gone = one?.people.find((person) => person.id === other);
  expect(gone?.reasons.map(({ code }) => code)).toEqual([
    "bookings.instructor_away",
    "bookings.instructor_taken",
  ]);
});

test("lessons are handed over and called off one by one; what cannot be is said with why", async () => {
  const school = await place();
  const [one, two, three] = [
    await lesson(school, 0),
    await lesson(school, 1),
    await lesson(school, 2),
  ];
  const { id } = await away(school);
  const response = await school.office.post(`${url}/${id}/reassignment`, {
    moves: [
      { bookingId: one.id, version: one.version, instructorId: school.free },
      { bookingId: two.id, version: two.version, instructorId: school.barred },
      { bookingId: three.id, version: three.version },
      { bookingId: uuidv7(), version: 1, instructorId: school.free },
    ],
  });
  expect(response.status).toBe(200);
  const { moved, refused } = Moved.parse(await response.json());
  expect(moved).toMatchObject([
    { id: one.id, instructorId: school.free, status: "booked" },
    { id: three.id, status: "cancelled", cancelReason: "instructor_ill", cancelledLate: false },
  ]);
  expect(refused.map(({ reasons }) => reasons[0]?.code)).toEqual([
    "employees.not_approved",
    "bookings.not_found",
  ]);
  const stale = await school.office.post(`${url}/${id}/reassignment`, {
    moves: [{ bookingId: one.id, version: 1, instructorId: school.free }],
  });
  expect(Moved.parse(await stale.json()).refused[0]?.reasons[0]?.code).toBe("stale");
});

test("two who hand the same lesson to different people: one does", async () => {
  const school = await place();
  const other = await teacher(school.name, { name: "Ida" });
  const { id: bookingId, version } = await lesson(school, 0);
  const { id } = await away(school);
  const answers = await Promise.all(
    [school.free, other].map((instructorId) =>
      school.office.post(`${url}/${id}/reassignment`, {
        moves: [{ bookingId, version, instructorId }],
      }),
    ),
  );
  const all = await Promise.all(answers.map(async (one) => Moved.parse(await one.json())));
  expect(all.map(({ moved }) => moved.length).sort()).toEqual([0, 1]);
});

test("impossible times, foreign people and old versions get a message and change nothing", async () => {
  const school = await place();
  const { office, ill } = school;
  const before = (await auditRows()).length;
  const body = { employeeId: ill, kind: "sick", ...wholeDay };
  const wrong = async (more: object) => {
    const response = await office.post(url, { ...body, ...more });
    expect(response.status).toBe(422);
    return ((await response.json()) as { errors: Record<string, string> }).errors;
  };
  expect(await wrong({ endsAt: wholeDay.startsAt })).toEqual({ endsAt: "absences.ends_first" });
  expect(await wrong({ endsAt: `${addDays(day, 800)}T00:00:00.000Z` })).toEqual({
    endsAt: "absences.too_long",
  });
  const past = { startsAt: "2020-01-01T00:00:00.000Z", endsAt: "2020-01-02T00:00:00.000Z" };
  expect(await wrong(past)).toEqual({ startsAt: "absences.long_ago" });
  expect(await wrong({ employeeId: await teacher("fremmed") })).toEqual({
    employeeId: "absences.no_employee",
  });
  expect(await wrong({ kind: "bored" })).toEqual({ kind: "not_a_choice" });
  expect((await auditRows()).length).toBe(before);
  const { id } = await away(school);
  const { employeeId: _, ...time } = { ...body, kind: "holiday", note: null };
  expect((await office.put(`${url}/${id}`, time)).status).toBe(428);
  expect((await office.put(`${url}/${id}`, time, `"${id}-1"`)).status).toBe(200);
  expect((await office.put(`${url}/${id}`, time, `"${id}-1"`)).status).toBe(412);
  const stranger = await as("office", "fremmed");
  expect((await stranger.get(`${url}/${id}`)).status).toBe(404);
});

test("colleagues see that somebody is away, and not why", async () => {
  const school = await place();
  const { id } = await away(school);
  const instructor = await as("instructor", school.name);
  const { items } = Absences.parse(await (await instructor.get(url)).json());
  expect(items).toMatchObject([{ id, kind: null, note: null }]);
  expect((await instructor.get(`${url}/${id}/bookings`)).status).toBe(403);
  expect((await instructor.post(url, {})).status).toBe(403);
});

test("another day's hours are followed, and lessons that would lie outside are told of", async () => {
  const school = await place();
  const { office, ill } = school;
  const hours = "/api/v1/plan-exceptions";
  await lesson(school, 0);
  const body = { employeeId: ill, onDate: day, spans: [{ starts: "10:00", ends: "14:00" }] };
  const refused = await office.post(hours, body);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    code: "absences.lessons_outside",
    reasons: [{ code: "absences.lesson_outside", params: { at } }],
  });
  expect((await office.post(hours, { ...body, anyway: true })).status).toBe(201);
  expect((await office.post(hours, { ...body, anyway: true })).status).toBe(422);
  const booked = await office.post("/api/v1/bookings", {
    ...{ kind: "lesson", classCode: "B", instructorId: ill, vehicleId: school.vehicleId },
    ...{ studentId: await learner(school.name) },
    ...{ startsAt: instantAt(day, "13:00"), endsAt: instantAt(day, "13:45") },
  });
  expect(booked.status).toBe(201); // the weekday's own plan ends at twelve
  const spans = (more: object) => office.post(hours, { ...body, onDate: tuesday(1), ...more });
  const turned = await spans({ spans: [{ starts: "14:00", ends: "10:00" }] });
  expect(await turned.json()).toMatchObject({ errors: { spans: "absences.span_ends_first" } });
  const twice = [body.spans[0], { starts: "13:00", ends: "15:00" }];
  expect(await (await spans({ spans: twice })).json()).toMatchObject({
    errors: { spans: "absences.spans_overlap" },
  });
  expect((await spans({ onDate: "2020-01-01" })).status).toBe(422);
  const remove = (tag: string) => office.delete(`${hours}/${ill}/${day}`, tag);
  expect((await remove(`"${day}-7"`)).status).toBe(412);
  expect((await remove(`"${day}-1"`)).status).toBe(204);
  expect((await remove(`"${day}-1"`)).status).toBe(404);
  expect(await db.$count(planExceptions, eq(planExceptions.employeeId, ill))).toBe(0);
});

test("pages: register, see what it hits, hand over, and let it go", async () => {
  const school = await place();
  const { office, ill, free } = school;
  const { id: bookingId } = await lesson(school, 0);
  const _once = uuidv7();
  const typed = { employeeId: ill, kind: "sick", from: day, _once };
  const empty = await office.submit("/absences", { ...typed, from: "", _once });
  expect(empty.status).toBe(422);
  const turned = await office.submit("/absences", { ...typed, to: addDays(day, -1) });
  expect(await turned.text()).toContain("Slutten må komme etter starten");
  for (let click = 0; click < 2; click++) {
    const answer = await office.submit("/absences", typed);
    expect(answer.headers.get("location")).toBe(`/absences/${_once}`);
  }
  const html = await (await office.get(`/absences/${_once}`)).text();
  expect(html).toContain(`${bookingId} 1 ${free}`);
  const none = await office.submit(`/absences/${_once}/reassignment`, { moves: "" });
  expect(none.status).toBe(422);
  const moves = `${bookingId} 1 ${free}`;
  const done = await office.submit(`/absences/${_once}/reassignment`, { moves });
  expect(await done.text()).toContain("Hos Linn");
  const mine = and(eq(bookings.id, bookingId), eq(bookings.instructorId, free));
  expect(await db.$count(bookings, mine)).toBe(1);
  expect((await office.get("/absences")).status).toBe(200);
  const change = { version: "1", kind: "course", from: day, to: addDays(day, 2) };
  expect((await office.submit(`/absences/${_once}`, change)).status).toBe(303);
  expect((await office.submit(`/absences/${_once}/cancellation`, { version: "2" })).status).toBe(
    303,
  );
  const free2 = { employeeId: ill, onDate: day };
  expect((await office.submit("/absences/hours", { ...free2, starts: "10:00" })).status).toBe(422);
  expect((await office.submit("/absences/hours", free2)).status).toBe(303);
  const removal = { ...free2, version: "1" };
  expect((await office.submit("/absences/hours/removal", removal)).status).toBe(303);
});

test("a day off while lessons are booked is a question first", async () => {
  const school = await place();
  await lesson(school, 0);
  const off = { employeeId: school.ill, onDate: day };
  const asked = await school.office.submit("/absences/hours", off);
  expect(asked.status).toBe(409);
  expect(await asked.text()).toContain("Lagre likevel");
  const sure = await school.office.submit("/absences/hours", { ...off, anyway: "yes" });
  expect(sure.status).toBe(303);
});

test("an absence with its lessons costs two trips", async () => {
  const school = await place();
  for (const hours of [0, 1, 2]) await lesson(school, hours);
  const { id } = await away(school);
  const ctx = { ...school.office.ctx, now: instantAt(dayOf(at)) };
  const spent = await cost(ctx, (one) => readAbsence(one, id));
  expect(spent.trips).toBeLessThanOrEqual(2);
  expect(spent.rowsRead).toBeLessThanOrEqual(200);
});
