import { beforeAll, expect, test } from "vitest";
import { MINUTE, shift } from "#worker/lib/clock.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { isWorkingDay } from "#worker/lib/holidays.ts";
import { learner, teacher } from "#worker/test/booking_places.ts";
import { as, type Person } from "#worker/test/harness.ts";

const url = "/api/v1/bookings";
const everything = ["owner", "academic_leader", "office", "instructor"] as const;
let who: Person;
let kari: string;
let student: string;
beforeAll(async () => {
  who = await as(everything, "t1");
  kari = await teacher("t1");
  student = await learner("t1", { birthDate: "2007-05-05" });
});

/** Ten o'clock on a working day so many days from now. */
function at(days: number, minutes: number) {
  let day = addDays(dayOf(new Date().toISOString()), days);
  while (!isWorkingDay(day)) day = addDays(day, 1);
  const startsAt = instantAt(day, "10:00");
  return { startsAt, endsAt: shift(startsAt, minutes * MINUTE) };
}

type Lesson = { step: string | null; days: number; minutes: number };
type Other = { kind?: string; classCode?: string; studentId?: string; instructorId?: string };

const book = ({ step, days, minutes }: Lesson, other: Other = {}) =>
  who.post(url, {
    ...{ kind: "lesson", classCode: "B", studentId: student, instructorId: kari, step },
    ...other,
    ...at(days, minutes),
    anyway: true,
  });
type Refused = { reasons: { code: string; source: string; help: string }[] };
const codes = async (answer: Response) => {
  expect(answer.status).toBe(409);
  const { reasons } = (await answer.json()) as Refused;
  expect(reasons.every(({ source, help }) => source && help)).toBe(true);
  return reasons.map(({ code }) => code).sort();
};

test("a step is booked when the curriculum lets her take it, and refused with its reasons until then", async () => {
  expect(await codes(await book({ step: "B.3.track", days: 30, minutes: 180 }))).toEqual(
    expect.arrayContaining(["curriculum.first_aid_missing", "curriculum.stage"]),
  );
  // Naming no step is no way round: it is judged as the ordinary lesson that it is.
  expect(await codes(await book({ step: null, days: 31, minutes: 45 }))).toEqual(
    expect.arrayContaining(["curriculum.first_aid_missing", "curriculum.tgk_missing"]),
  );
  for (const step of ["B.1.tgk", "B.1.first_aid", "B.1.dark"]) {
    const credit = { step, onDate: "2026-01-10", reason: "Kursbevis" };
    const answer = await who.post(`/api/v1/students/${student}/training/credits`, credit);
    expect(answer.status).toBe(201);
  }
  expect((await book({ step: null, days: 31, minutes: 45 })).status).toBe(201);
  expect(await codes(await book({ step: "B.3.track", days: 30, minutes: 180 }))).toEqual([
    "curriculum.stage",
  ]);
  expect(await codes(await book({ step: "B.2.assessment", days: 20, minutes: 30 }))).toEqual([
    "curriculum.too_short",
  ]);
  // What is booked before lets the next step be booked after it, and not before it.
  expect((await book({ step: "B.2.assessment", days: 20, minutes: 45 })).status).toBe(201);
  expect((await book({ step: "B.3.track", days: 30, minutes: 180 })).status).toBe(201);
  expect(await codes(await book({ step: "B.3.lesson", days: 10, minutes: 45 }))).toEqual([
    "curriculum.stage",
  ]);
});

test("a lesson without a step is refused to whoever is too young or has no papers for the class", async () => {
  const child = await learner("t1", { birthDate: addDays(dayOf(who.ctx.now), -15 * 365) });
  expect(
    await codes(await book({ step: null, days: 5, minutes: 45 }, { studentId: child })),
  ).toEqual(expect.arrayContaining(["curriculum.too_young_practice"]));
  const towing = await learner("t1", { classes: ["BE"] });
  const tuva = await teacher("t1", { classes: ["BE"] });
  const be = { studentId: towing, classCode: "BE", instructorId: tuva };
  expect(await codes(await book({ step: null, days: 6, minutes: 45 }, be))).toEqual([
    "curriculum.licence_missing",
  ]);
});

test("an assessment without a step is the one she stands before, with its minutes", async () => {
  // With an instructor who is free: weekends bring days together that others have booked.
  const own = { studentId: await learner("t1"), instructorId: await teacher("t1") };
  const named = { kind: "assessment", ...own };
  const assess = (days: number, minutes: number) => book({ step: null, days, minutes }, named);
  expect(await codes(await assess(12, 30))).toEqual(["curriculum.too_short"]);
  expect((await assess(12, 45)).status).toBe(201);
  // With that of stage 2 booked by name, the next one is that of stage 3: an hour.
  expect((await book({ step: "B.2.assessment", days: 15, minutes: 45 }, named)).status).toBe(201);
  expect(await codes(await assess(26, 45))).toEqual(["curriculum.too_short"]);
  expect((await assess(26, 60)).status).toBe(201);
});
