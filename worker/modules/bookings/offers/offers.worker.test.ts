import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type * as z from "zod";
import { HOUR, shift } from "#worker/lib/clock.ts";
import { addDays, instantAt } from "#worker/lib/dates.ts";
import { approvals } from "#worker/modules/employees/schema.ts";
import { away, car, teacher, works } from "#worker/test/booking_places.ts";
import { tuesday } from "#worker/test/days.ts";
import { as, cost, db } from "#worker/test/harness.ts";
import { AllOffered } from "../input.ts";
import { readOffers } from "./queries.ts";

const day = tuesday();
const startsAt = instantAt(day, "10:00");
const slot = { startsAt, endsAt: shift(startsAt, HOUR) };
const url = (more: object = {}) =>
  `/api/v1/bookings/offers?${new URLSearchParams({ ...slot, ...more })}`;

async function offered(school: string, more: object = {}) {
  const response = await (await as("office", school)).get(url(more));
  expect(response.status).toBe(200);
  return AllOffered.parse(await response.json());
}
const whyNot = (all: z.output<typeof AllOffered>["vehicles"], id: string) =>
  all.find((one) => one.id === id)?.reasons.map(({ code }) => code);

test("GET /offers says who may teach the class on that day, and what may be driven in it", async () => {
  const school = "offers";
  const kari = await teacher(school);
  const until = await teacher(school, { name: "Til" });
  const rider = await teacher(school, { name: "Motor", classes: ["A"] });
  const ill = await teacher(school, { name: "Syk" });
  await db
    .update(approvals)
    .set({ approvedTo: addDays(day, -1) })
    .where(and(eq(approvals.employeeId, until), eq(approvals.classCode, "B")));
  await away(school, ill, { startsAt, hours: 1 });
  const fits = await car(school);
  const bike = await car(school, { kind: "motorcycle", classes: ["A"] });
  const uninspected = await car(school, { inspectBy: addDays(day, -1) });
  const gone = await car(school, { retiredOn: "2026-01-01" });
  const foreign = await car("offers2");

  const { instructors, vehicles: cars } = await offered(school, { classCode: "B" });
  expect(whyNot(instructors, kari)).toEqual([]);
  expect(whyNot(instructors, until)).toEqual(["employees.approval_ended"]);
  expect(whyNot(instructors, rider)).toEqual(["employees.not_approved"]);
  expect(whyNot(instructors, ill)).toEqual(["bookings.instructor_away"]);
  expect(whyNot(cars, fits)).toEqual([]);
  expect(whyNot(cars, bike)).toContain("vehicles.wrong_class");
  expect(whyNot(cars, uninspected)).toEqual(["vehicles.inspection_overdue"]);
  for (const id of [gone, foreign]) expect(whyNot(cars, id)).toBeUndefined();

  const unasked = await offered(school);
  expect(whyNot(unasked.vehicles, bike)).toEqual([]); // a meeting may take any of them
});

test("GET /offers warns of who does not work that day at all, or not at that time", async () => {
  const school = "offers3";
  const free = await teacher(school, { name: "Uten plan" });
  const [monday, early, at] = [await teacher(school), await teacher(school), await teacher(school)];
  await works(school, monday, { weekday: 1, starts: "08:00", ends: "16:00" });
  await works(school, early, { weekday: 2, starts: "08:00", ends: "10:30" });
  await works(school, at, { weekday: 2, starts: "08:00", ends: "16:00" });
  const { instructors } = await offered(school, { classCode: "B" });
  const careful = (id: string) =>
    instructors.find((one) => one.id === id)?.careful.map(({ code }) => code);
  expect(careful(monday)).toEqual(["bookings.day_off"]);
  expect(careful(early)).toEqual(["bookings.outside_hours"]);
  for (const id of [free, at]) expect(careful(id)).toEqual([]);
});

test("GET /offers wants a stretch of time that ends after it begins", async () => {
  const office = await as("office", "offers");
  for (const endsAt of [startsAt, shift(startsAt, 17 * HOUR), "no"])
    expect((await office.get(url({ endsAt }))).status).toBe(422);
  expect((await office.get(url({ classCode: "Q" }))).status).toBe(422);
});

test("GET /offers costs one trip", async () => {
  const office = await as("office", "offers");
  const { trips } = await cost(office.ctx, (ctx) => readOffers(ctx, slot, undefined));
  expect(trips).toBe(1);
});
