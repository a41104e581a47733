import { describe, expect, test } from "vitest";
import { addDays, instantAt } from "#worker/lib/dates.ts";
import { absences, planExceptions } from "#worker/modules/absences/schema.ts";
import { bookings } from "#worker/modules/bookings/schema.ts";
import { employees, workingHours } from "#worker/modules/employees/schema.ts";
import { branches } from "#worker/modules/schools/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { vehicles } from "#worker/modules/vehicles/schema.ts";
import { as, cost, db, idOf, type Person, school } from "#worker/test/harness.ts";
import { readCalendar } from "./read.ts";

const monday = "2031-03-24"; // the week in which summer time begins
const created = "2026-01-01T00:00:00.000Z";
let made = 0;
const newId = () => `0190dddd-0000-7000-8000-${String(++made).padStart(12, "0")}`;

async function instructor(schoolId: string, lastName: string, more: object = {}) {
  const id = newId();
  const row = { schoolId, id, firstName: "Kari", lastName, sortName: lastName.toLowerCase() };
  await db.insert(employees).values({ ...row, ...more });
  const span = { schoolId, employeeId: id, starts: "08:00", ends: "15:30" };
  await db.insert(workingHours).values([1, 2, 3, 4, 5].map((weekday) => ({ ...span, weekday })));
  return id;
}

async function student(schoolId: string, lastName: string) {
  const id = newId();
  const fixed = { birthDate: "2008-05-01", status: "active", createdAt: created } as const;
  const row = { schoolId, id, number: made, firstName: "Emma", lastName, sortName: lastName };
  await db.insert(students).values({ ...row, ...fixed });
  return id;
}

type Lesson = { day: string; at?: string; ends?: string; [column: string]: unknown };
async function lesson(schoolId: string, { day, at = "09:00", ends = "09:45", ...more }: Lesson) {
  const id = newId();
  await db.insert(bookings).values({
    schoolId,
    id,
    kind: "lesson",
    status: "booked",
    startsAt: instantAt(day, at),
    endsAt: instantAt(day, ends),
    createdBy: "test",
    createdAt: created,
    ...more,
  });
  return id;
}

async function pageOf(who: Person, query: string) {
  const response = await who.get(`/calendar?${query}`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("text/html");
  return response.text();
}
const plain = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

describe("a week of one instructor", () => {
  test("says each booking in full, where it stands, what is free and what is not", async () => {
    const who = await as("office", "k1");
    const { schoolId } = who;
    const id = await instructor(schoolId, "Uke");
    const studentId = await student(schoolId, "Solberg");
    const vehicleId = newId();
    const car = { schoolId, id: vehicleId, plate: "EB50001", kind: "car", classes: ["B"] as const };
    await db.insert(vehicles).values({ ...car, gearbox: "manual", dualControls: true });
    const more = { instructorId: id, studentId, vehicleId, classCode: "B", pickup: "Storgata 1" };
    const one = await lesson(schoolId, { day: monday, bufferMinutes: 10, ...more });
    await lesson(schoolId, { day: addDays(monday, 1), ...more, status: "cancelled" });
    await db.insert(absences).values({
      schoolId,
      id: newId(),
      employeeId: id,
      kind: "sick",
      startsAt: instantAt(addDays(monday, 2)),
      endsAt: instantAt(addDays(monday, 3)),
      createdBy: "test",
      createdAt: created,
    });
    await db.insert(planExceptions).values({
      schoolId,
      employeeId: id,
      onDate: addDays(monday, 5),
      spans: [{ starts: "10:00", ends: "12:00" }],
    });
    const html = await pageOf(who, `view=week&date=${monday}&instructor=${id}`);
    const text = plain(html);
    expect(html).toContain(`href="/bookings/${one}"`);
    expect(text).toContain(
      "09:00–09:45 Emma Solberg B · Kjøretime EB50001 · Hentested: Storgata 1",
    );
    expect(text.match(/Emma Solberg/g)).toHaveLength(1); // a cancelled one takes no place
    expect(html).toContain('class="slot slot-event h9 e9 f9"');
    expect(html).toContain('class="slot slot-travel h8 m10 e9"');
    expect(text).toContain("Uke 13");
    expect(text).toContain("Borte 08:00–16:00");
    expect(html).not.toContain("sick"); // why somebody is away is nobody's business
    expect(text).toContain("10:00–12:00"); // the Saturday that is not like others
    expect(html).not.toContain("style=");
  });

  test("offers free slots to who may book, with the time filled in", async () => {
    const who = await as("office", "k2");
    const id = await instructor(who.schoolId, "Ledig");
    await lesson(who.schoolId, { day: monday, instructorId: id });
    const week = `view=week&date=${monday}&instructor=${id}`;
    const html = await pageOf(who, week);
    expect(html).toContain(`/bookings/new?on=${monday}&amp;at=09%3A45&amp;instructor=${id}"`);
    expect(plain(html)).toContain("Ledig 09:45–15:30. Book time");
    const past = await pageOf(who, `view=week&date=2025-03-24&instructor=${id}`);
    expect(past).not.toContain("slot-free");
  });

  test("another school's instructor is nobody, as is one that never was", async () => {
    const other = await instructor(await school("k3"), "Annen");
    const who = await as("office", "k4");
    for (const id of [other, idOf("nobody")]) {
      const response = await who.get(`/calendar?instructor=${id}`);
      expect(response.status).toBe(404);
    }
    expect((await who.get(`/calendar?branch=${idOf("nowhere")}`)).status).toBe(404);
  });
});

describe("the whole school", () => {
  test("its day has a column for each who works, its week a line for each", async () => {
    const who = await as("owner", "k5");
    const anna = await instructor(who.schoolId, "Aa");
    await instructor(who.schoolId, "Bb");
    const theirs = await instructor(await school("k6"), "Fremmed");
    const pupil = await student(who.schoolId, "Dag");
    await lesson(who.schoolId, { day: monday, instructorId: anna, studentId: pupil });
    await lesson(who.schoolId, { day: monday, title: "Teorikurs", kind: "course" });
    await lesson(await school("k6"), { day: monday, instructorId: theirs });
    const day = plain(await pageOf(who, `view=day&date=${monday}`));
    for (const text of ["Kari Aa", "Kari Bb", "Emma Dag", "Uten lærer", "Teorikurs"])
      expect(day).toContain(text);
    expect(day).not.toContain("Fremmed");
    const week = await pageOf(who, `view=week&date=${monday}`);
    expect(week).toMatch(/<th scope="row"[^>]*><a [^>]*>Kari Aa<\/a>/);
    expect(plain(week)).toContain("Emma Dag");
  });

  test("a month counts, names holidays and numbers its weeks", async () => {
    const who = await as("office", "k7");
    const id = await instructor(who.schoolId, "Måned");
    for (const at of ["08:00", "10:00", "12:00"])
      await lesson(who.schoolId, { day: "2026-05-12", at, ends: "12:45", instructorId: id });
    const text = plain(await pageOf(who, "view=month&date=2026-05-01"));
    expect(text).toContain("3 avtaler");
    expect(text).toContain("Kristi himmelfartsdag");
    expect(text).toContain("Uke 20");
    const closed = plain(await pageOf(who, `view=day&date=2026-05-14&instructor=${id}`));
    expect(closed).toContain("Kristi himmelfartsdag");
    expect(closed).not.toContain("Ledig");
  });

  test("only one branch, when that is asked for", async () => {
    const who = await as("office", "k8");
    const branchId = newId();
    await db.insert(branches).values({ schoolId: who.schoolId, id: branchId, name: "Nord" });
    await instructor(who.schoolId, "Nordmann", { branchId });
    await instructor(who.schoolId, "Sørmann");
    const text = plain(await pageOf(who, `view=day&date=${monday}&branch=${branchId}`));
    expect(text).toContain("Nordmann");
    expect(text.match(/Kari Sørmann/g)).toHaveLength(1); // in the choice of calendars alone
  });

  test("what nobody knows falls back; what has no such name is refused", async () => {
    const who = await as("office", "k9");
    expect((await who.get("/calendar?view=year&date=2026-02-30")).status).toBe(200);
    expect((await who.get("/calendar?week=3")).status).toBe(422);
    expect((await (await as("student", "k9")).get("/calendar")).status).toBe(403);
  });
});

describe("an instructor's calendar", () => {
  test("opens with her own day, and with everybody's when she asks for it", async () => {
    const who = await as("instructor", "l1");
    const own = await instructor(who.schoolId, "Selv", { userId: who.userId });
    await instructor(who.schoolId, "Kollega");
    await lesson(who.schoolId, { day: monday, instructorId: own, title: "Mitt eget" });
    const mine = plain(await pageOf(who, `date=${monday}`));
    expect(mine).toContain("Min kalender");
    expect(mine).toContain("Mitt eget");
    const all = plain(await pageOf(who, `date=${monday}&instructor=all`));
    expect(all).toContain("Kari Kollega");
  });

  test("is offered to nobody who is on the staff and does not teach", async () => {
    const who = await as("owner", "l3");
    const own = await instructor(who.schoolId, "Eier", { userId: who.userId, teaches: false });
    const html = await pageOf(who, `date=${monday}`);
    expect(html).not.toContain(own);
    expect(plain(html)).not.toContain("Min kalender");
  });

  test("is the whole school's for who is on no staff list", async () => {
    const who = await as("instructor", "l2");
    await instructor(who.schoolId, "Noen");
    expect(plain(await pageOf(who, `date=${monday}`))).toContain("Kari Noen");
  });
});

describe("what it costs at 40 instructors", () => {
  test("a week of one, a day of one, and the whole school's week, in one trip each", async () => {
    const who = await as("office", "m1");
    const { schoolId } = who;
    const people: string[] = [];
    for (let n = 0; n < 40; n++) people.push(await instructor(schoolId, `Lærer${n}`));
    const pupil = await student(schoolId, "Alle");
    const rows = people.flatMap((instructorId) =>
      [0, 1, 2, 3, 4].flatMap((offset) =>
        ["08:00", "09:00", "10:00", "12:00", "13:00"].map((at) => ({
          schoolId,
          id: newId(),
          kind: "lesson" as const,
          status: "booked" as const,
          startsAt: instantAt(addDays(monday, offset), at),
          endsAt: instantAt(addDays(monday, offset), `${at.slice(0, 2)}:45`),
          studentId: pupil,
          instructorId,
          createdBy: "test",
          createdAt: created,
        })),
      ),
    );
    for (let at = 0; at < rows.length; at += 50) {
      const [first, ...rest] = rows
        .slice(at, at + 50)
        .map((row) => db.insert(bookings).values(row));
      if (first) await db.batch([first, ...rest]);
    }
    const one = await cost(who.ctx, (ctx) =>
      readCalendar(ctx, { view: "week", date: monday, instructor: people[0] }),
    );
    expect(one.trips).toBe(1);
    expect(one.rowsRead).toBeLessThanOrEqual(500);
    const day = await cost(who.ctx, (ctx) =>
      readCalendar(ctx, { view: "day", date: monday, instructor: people[0] }),
    );
    expect(day.trips).toBe(1);
    expect(day.rowsRead).toBeLessThanOrEqual(500);
    const team = await cost(who.ctx, (ctx) => readCalendar(ctx, { view: "week", date: monday }));
    expect(team.trips).toBe(1);
    expect(team.rowsRead).toBeLessThanOrEqual(4 * rows.length + 200);
    const month = await cost(who.ctx, (ctx) => readCalendar(ctx, { view: "month", date: monday }));
    expect(month.trips).toBe(1);
    expect(month.rowsRead).toBeLessThanOrEqual(4 * rows.length + 200);
  });
});
