import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { DAY, HOUR, shift } from "#worker/lib/clock.ts";
import { timeOf } from "#worker/lib/dates.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { learner } from "#worker/test/booking_places.ts";
import { as, auditRows, db } from "#worker/test/harness.ts";
import { pair } from "#worker/test/lesson_places.ts";
import { claims } from "./schema.ts";

let us: Awaited<ReturnType<typeof pair>>;
let student: string;
beforeAll(async () => {
  us = await pair("held");
  student = await learner("held"); // an adult: the basic course is behind her
});

const now = () => new Date().toISOString();
const lesson = (startsAt: string, more: object = {}) => ({
  ...{ kind: "lesson", classCode: "B", studentId: student, instructorId: us.instructorId },
  ...{ startsAt, endsAt: shift(startsAt, HOUR), ...more },
});
const post = (body: object) => us.instructor.post("/api/v1/bookings", body);
const errors = async (answer: Response) => {
  expect(answer.status).toBe(422);
  return ((await answer.json()) as { errors: object }).errors;
};

test("a lesson that was given unplanned is written down, attested, and no news to the student", async () => {
  const startsAt = shift(now(), -3 * DAY);
  expect(await errors(await post(lesson(startsAt)))).toEqual({ startsAt: "bookings.past" });
  const made = await post(lesson(startsAt, { held: true }));
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as { id: string };
  const taken = await db.select().from(claims).where(eq(claims.bookingId, id));
  expect(taken.map(({ kind }) => kind).toSorted()).toEqual(["instructor", "student"]);
  const letters = and(eq(mails.schoolId, us.schoolId), eq(mails.template, "lesson_booked"));
  expect(await db.select({ id: mails.id }).from(mails).where(letters)).toEqual([]);
  const [entry] = (await auditRows()).filter((row) => row.entityId === id);
  expect(entry?.action).toBe("bookings.booked");
  const inbox = await (await us.instructor.get("/lessons")).text();
  expect(inbox).toContain(`/lessons/${id}/attestation`);
  const said = { outcome: "delivered", step: "B.2.lesson" };
  const attested = await us.instructor.put(`/api/v1/lessons/${id}/attestation`, said, `"${id}-1"`);
  expect(attested.status).toBe(200);
});

test("what was held takes the time it took, and cannot lie ahead or too far back", async () => {
  const startsAt = shift(now(), -5 * DAY);
  expect((await post(lesson(startsAt, { held: true }))).status).toBe(201);
  const again = await post(lesson(shift(startsAt, HOUR / 2), { held: true }));
  expect(again.status).toBe(409);
  expect(await again.text()).toContain("bookings.instructor_taken");
  expect(await errors(await post(lesson(shift(now(), DAY), { held: true })))).toEqual({
    held: "bookings.not_held_yet",
  });
  expect(await errors(await post(lesson(shift(now(), -400 * DAY), { held: true })))).toEqual({
    startsAt: "bookings.too_long_ago",
  });
});

test("by form it starts with who asks, on the last full hour, and leads to attesting", async () => {
  const start = await us.instructor.get(`/bookings/new?held=yes&student=${student}`);
  const form = await start.text();
  expect(form).toContain("Timen er holdt");
  expect(form).toMatch(new RegExp(`<option[^>]*value="${us.instructorId}"[^>]*selected`));
  expect(form).toContain(`value="${timeOf(shift(now(), -HOUR)).slice(0, 2)}:00"`);
  const typed = { kind: "lesson", classCode: "B", studentId: student, at: "0630", minutes: "45" };
  const who = { instructorId: us.instructorId, on: shift(now(), -9 * DAY).slice(0, 10) };
  const silent = await us.instructor.submit("/bookings", { ...typed, ...who });
  expect(silent.status).toBe(422);
  expect(await silent.text()).toContain("Timen er holdt"); // the way out is offered at once
  const sent = await us.instructor.submit("/bookings", { ...typed, ...who, held: "on" });
  expect(sent.headers.get("location")).toMatch(/^\/lessons\/[0-9a-f-]{36}\/attestation$/);
});

test("a test without a step is the one her class ends with", async () => {
  const office = await as("office", "held");
  const startsAt = shift(now(), 9 * DAY);
  const asked = { ...lesson(startsAt, { kind: "test", anyway: true }), instructorId: null };
  const refused = await office.post("/api/v1/bookings", asked);
  expect(refused.status).toBe(409);
  const { reasons } = (await refused.json()) as { reasons: { code: string }[] };
  expect(reasons.map(({ code }) => code)).toEqual(
    expect.arrayContaining(["curriculum.theory_missing", "curriculum.mandatory_missing"]),
  );
});
