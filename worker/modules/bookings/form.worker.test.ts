import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { DAY, HOUR, shift } from "#worker/lib/clock.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { isWorkingDay } from "#worker/lib/holidays.ts";
import { learner, teacher } from "#worker/test/booking_places.ts";
import { as, db, idOf } from "#worker/test/harness.ts";
import { chargeOf, lessonAt } from "#worker/test/money.ts";
import { Booking } from "./input.ts";
import { bookings } from "./schema.ts";

const url = "/api/v1/bookings";
const now = () => new Date().toISOString();

function workday(after: number): string {
  let day = addDays(dayOf(now()), after);
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
}

const typed = (studentId: string, instructorId: string) => ({
  ...{ kind: "lesson", classCode: "B", studentId, instructorId },
  ...{ on: workday(12), at: "10:00", minutes: "45" },
});

test("what is wrong with a time stands beside the day, the clock or the minutes", async () => {
  const office = await as("office", "f1");
  const fields = typed(await learner("f1"), await teacher("f1"));
  const wrong = async (more: object) => {
    const answer = await office.submit("/bookings", { ...fields, ...more });
    expect(answer.status).toBe(422);
    return [...(await answer.text()).matchAll(/id="field-(\w+)-error"/g)].map(([, name]) => name);
  };
  expect(await wrong({ on: "2020-01-06" })).toEqual(["on"]);
  expect(await wrong({ on: addDays(dayOf(now()), 900) })).toEqual(["on"]);
  // In the night of 28 March 2027 the clocks go from two to three.
  expect(await wrong({ on: "2027-03-28", at: "02:30" })).toEqual(["at"]);
  expect(await db.$count(bookings, eq(bookings.schoolId, idOf("f1")))).toBe(0);
});

test("the form means a student's own instructor, and asks for one", async () => {
  const office = await as("office", "f2");
  await teacher("f2", { name: "Anna" });
  const hers = await teacher("f2", { name: "Per" });
  const student = await learner("f2", { instructorId: hers });
  const html = await (await office.get(`/bookings/new?student=${student}`)).text();
  expect(html).toMatch(new RegExp(`<option value="${hers}" selected`));
  const select = /<select[^>]*name="instructorId"[^>]*>/.exec(html)?.[0];
  expect(select).toContain('aria-required="true"');
});

test("a booking leads to its day, and to the attestation once it has begun", async () => {
  const owner = await as("owner", "f3");
  const [studentId, instructorId] = [await learner("f3"), await teacher("f3")];
  const startsAt = instantAt(workday(12), "10:00");
  const made = await owner.post(url, {
    ...{ kind: "lesson", classCode: "B", studentId, instructorId },
    ...{ startsAt, endsAt: shift(startsAt, HOUR) },
  });
  const { id } = Booking.parse(await made.json());
  const html = async () => (await owner.get(`/bookings/${id}`)).text();
  const ahead = await html();
  const [, calendar = ""] = /href="(\/calendar\?[^"]+)"/.exec(ahead) ?? [];
  expect((await owner.get(calendar)).status).toBe(200);
  expect(calendar).toContain(dayOf(startsAt));
  expect(ahead).not.toContain(`/lessons/${id}/attestation`);
  const before = shift(now(), -DAY);
  await db.update(bookings).set({ startsAt: before, endsAt: shift(before, HOUR) });
  expect(await html()).toContain(`/lessons/${id}/attestation`);
  const office = await as("office", "f3");
  expect(await (await office.get(`/bookings/${id}`)).text()).not.toContain("attestation");
});

test("an assessment that names no step is the next one, and costs what that costs", async () => {
  const owner = await as("owner", "f4");
  await lessonAt(owner, 125_000, {
    ...{ kind: "assessment", step: "B.2.assessment", unitMinutes: null },
  });
  const [studentId, instructorId] = [await learner("f4"), await teacher("f4")];
  const answer = await owner.submit("/bookings", {
    ...typed(studentId, instructorId),
    ...{ kind: "assessment", minutes: "60" },
  });
  expect(answer.status).toBe(303);
  const id = answer.headers.get("location")?.split("/").at(-1) ?? "";
  const made = Booking.parse(await (await owner.get(`${url}/${id}`)).json());
  expect(made).toMatchObject({ kind: "assessment", step: "B.2.assessment" });
  expect(await chargeOf(id)).toMatchObject({ grossOre: 125_000 });
});
