import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { DAY, HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { users } from "#worker/modules/users/schema.ts";
import { learner, teacher } from "#worker/test/booking_places.ts";
import { as, auditRows, db, type Person } from "#worker/test/harness.ts";
import { Absence } from "../input.ts";
import { absences } from "../schema.ts";

const url = "/api/v1/absences/own";
const today = dayOf(new Date().toISOString());

/** An instructor with a lesson in the next hours and one far away, and an office. */
async function place(name: string) {
  const kari = await as("instructor", name);
  const office = await as("office", name);
  const employeeId = await teacher(name, { userId: kari.userId });
  const lesson = async (startsAt: string) => {
    const response = await office.post("/api/v1/bookings", {
      ...{ kind: "lesson", classCode: "B", startsAt, endsAt: shift(startsAt, 45 * MINUTE) },
      ...{ instructorId: employeeId, studentId: await learner(name), anyway: true },
    });
    expect(response.status).toBe(201);
  };
  await lesson(shift(instantAt(addDays(today, 1)), 9 * HOUR));
  await lesson(shift(instantAt(addDays(today, 20)), 9 * HOUR));
  return { name, kari, office, employeeId };
}

const emailOf = async ({ userId }: Person) =>
  (await db.select({ email: users.email }).from(users).where(eq(users.id, userId)))[0]?.email;

test("an instructor reports herself ill: she cannot be booked, and the office reads which lessons wait", async () => {
  const { kari, office, employeeId } = await place("ill1");
  const to = addDays(today, 1);
  const response = await kari.post(url, { kind: "child_sick", to });
  expect(response.status).toBe(201);
  const made = Absence.parse(await response.json());
  expect(made).toMatchObject({ employeeId, kind: null, endsAt: instantAt(addDays(to, 1)) });
  expect((await auditRows()).at(-1)).toMatchObject({
    ...{ action: "absences.registered", entityId: made.id, actor: kari.userId },
  });
  const sent = await db.select().from(mails).where(eq(mails.schoolId, kari.schoolId));
  const told = sent.filter(({ template }) => template === "instructor_away");
  expect(told.map(({ recipient }) => recipient)).toEqual([await emailOf(office)]);
  expect(told[0]?.params).toMatchObject({ n: "1", path: `/absences/${made.id}` });
  expect(told[0]?.params.lessons?.split("; ")).toHaveLength(1);
  expect(JSON.stringify(told)).not.toMatch(/sick|syk/i);
  const page = await (await office.get(`/absences/${made.id}`)).text();
  expect(page).toContain("Timer som rammes");
  const startsAt = shift(instantAt(to), 12 * HOUR);
  const refused = await office.post("/api/v1/bookings", {
    ...{ kind: "meeting", title: "Møte", startsAt, endsAt: shift(startsAt, HOUR) },
    ...{ instructorId: employeeId, anyway: true },
  });
  expect(refused.status).toBe(409);
});

test("the form says it too, once however often it is sent, and without a name to choose", async () => {
  const { kari } = await place("ill2");
  const form = await (await kari.get("/absences/own")).text();
  expect(form).not.toContain("employeeId");
  const once = /name="_once" value="([^"]+)"/.exec(form)?.[1] ?? "";
  for (let n = 0; n < 2; n++) {
    const response = await kari.submit("/absences/own", { kind: "sick", to: "", _once: once });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`/absences/${once}`);
  }
  expect(await db.$count(absences, eq(absences.schoolId, kari.schoolId))).toBe(1);
});

test("days that are over or too far, and who is not on the staff list, are refused with why", async () => {
  const { kari } = await place("ill3");
  const past = dayOf(shift(new Date().toISOString(), -2 * DAY));
  for (const to of [past, addDays(today, 40), "2026-02-30"])
    expect((await kari.post(url, { kind: "sick", to })).status).toBe(422);
  expect((await kari.post(url, { kind: "holiday" })).status).toBe(422);
  const other = await (await as("instructor", "ill3")).post(url, { kind: "sick" });
  expect(other.status).toBe(409);
  expect(await other.json()).toMatchObject({ code: "absences.not_staff" });
  for (const role of ["office", "student", "guardian"] as const)
    expect((await (await as(role, "ill3")).post(url, { kind: "sick" })).status).toBe(403);
  expect(await db.$count(absences, eq(absences.schoolId, kari.schoolId))).toBe(0);
});

test("the same said again is no new letter; another last day is", async () => {
  const { kari, office } = await place("ill4");
  const letters = async () => {
    const sent = await db.select().from(mails).where(eq(mails.schoolId, kari.schoolId));
    return sent.filter(({ template }) => template === "instructor_away").length;
  };
  const to = addDays(today, 2);
  for (const kind of ["sick", "sick", "child_sick"])
    expect((await kari.post(url, { kind, to })).status).toBe(201);
  expect(await letters()).toBe(1);
  expect((await kari.post(url, { kind: "sick", to: addDays(today, 3) })).status).toBe(201);
  expect((await kari.post(url, { kind: "sick", to })).status).toBe(201);
  expect(await letters()).toBe(2);
  // She came after all, and is ill once more: that is news.
  const rows = await db.select().from(absences).where(eq(absences.schoolId, kari.schoolId));
  for (const { id, endsAt } of rows.filter((row) => row.endsAt === instantAt(addDays(to, 1)))) {
    const off = await office.submit(`/absences/${id}/cancellation`, { version: "1" });
    expect([endsAt, off.status]).toEqual([endsAt, 303]);
  }
  expect((await kari.post(url, { kind: "sick", to })).status).toBe(201);
  expect(await letters()).toBe(3);
});
