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
  student = await learner("t1");
});

/** Ten o'clock on a working day so many days from now. */
function at(days: number, minutes: number) {
  let day = addDays(dayOf(new Date().toISOString()), days);
  while (!isWorkingDay(day)) day = addDays(day, 1);
  const startsAt = instantAt(day, "10:00");
  return { startsAt, endsAt: shift(startsAt, minutes * MINUTE) };
}

type Lesson = { step: string | null; days: number; minutes: number };

const book = ({ step, days, minutes }: Lesson) =>
  who.post(url, {
    ...{ kind: "lesson", classCode: "B", studentId: student, instructorId: kari, step },
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
  expect((await book({ step: null, days: 31, minutes: 45 })).status).toBe(201);
  for (const step of ["B.1.tgk", "B.1.first_aid", "B.1.dark"]) {
    const credit = { step, onDate: "2026-01-10", reason: "Kursbevis" };
    const answer = await who.post(`/api/v1/students/${student}/training/credits`, credit);
    expect(answer.status).toBe(201);
  }
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
