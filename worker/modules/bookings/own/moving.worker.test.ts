import { expect, test } from "vitest";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { isWorkingDay } from "#worker/lib/holidays.ts";
import { car, learner, teacher, works } from "#worker/test/booking_places.ts";
import { as, db } from "#worker/test/harness.ts";
import { bookings } from "../schema.ts";

const created = "2026-01-02T03:04:05.678Z";

function workday(after = 5): string {
  let day = addDays(dayOf(new Date().toISOString()), after);
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
}

async function booked(name: string, kind: "lesson" | "assessment") {
  const emma = await as("student", name);
  const instructorId = await teacher(name);
  const studentId = await learner(name, { userId: emma.userId, instructorId });
  await car(name);
  for (const weekday of [1, 2, 3, 4, 5])
    await works(name, instructorId, { weekday, starts: "08:00", ends: "12:00" });
  const [day, id] = [workday(), "0190dddd-0000-7000-8000-00000000000a"];
  const { schoolId } = emma;
  await db.insert(bookings).values({
    ...{ schoolId, id, kind, status: "booked", studentId, instructorId, classCode: "B" },
    ...{ startsAt: instantAt(day, "08:00"), endsAt: instantAt(day, "08:45") },
    ...{ createdBy: emma.userId, createdAt: created },
  });
  const html = async (path = "") => (await emma.get(`/me/bookings/${id}${path}`)).text();
  return { html, path: `/me/bookings/${id}/move`, startsAt: instantAt(day, "08:00") };
}

test("a stage assessment is not offered to be moved by oneself, and the page says who moves it", async () => {
  const { html, path } = await booked("m1", "assessment");
  const page = await html();
  expect(page).not.toContain(path);
  expect(page).toContain("Denne timen kan bare skolen flytte");
  // An old link says the same, and offers no times and no prices of another kind of lesson.
  const old = await html("/move");
  expect(old).toContain("Denne timen kan bare skolen flytte");
  expect(old).not.toContain('name="startsAt"');
});

test("the time a lesson has already is no other time", async () => {
  const { html, path, startsAt } = await booked("m2", "lesson");
  expect(await html()).toContain(path);
  const page = await html("/move");
  expect(page).toContain('name="startsAt"');
  expect(page).not.toContain(`value="${startsAt}"`);
});
