import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { instantAt } from "#worker/lib/dates.ts";
import { car, classroom, learner, teacher } from "#worker/test/booking_places.ts";
import { tuesday } from "#worker/test/days.ts";
import { as, auditRows, db, type Person } from "#worker/test/harness.ts";
import { book } from "./actions.ts";
import type { BookingInput } from "./input.ts";
import { bookings, claims } from "./schema.ts";

/** How often each race is run; `npm run prove -- races` runs many. */
declare const RACES: number;

const repeats = Array.from({ length: RACES }, (_, n) => n + 1);
const school = "kappløp";
const nobody: Omit<BookingInput, "startsAt" | "endsAt"> = {
  ...{ kind: "block", classCode: null, step: null, studentId: null, instructorId: null },
  ...{ vehicleId: null, trailerId: null, roomId: null, branchId: null, title: null },
  ...{ pickup: null, note: null, bufferMinutes: 0, anyway: true, held: false },
};

const codeOf = (error: unknown) =>
  error && typeof error === "object" && "code" in error ? String(error.code) : String(error);

/** Everybody asks at once; how many got it, and what the others were told. */
async function race(person: Person, all: readonly BookingInput[]) {
  const settled = await Promise.allSettled(all.map((input) => book(person.ctx, uuidv7(), input)));
  const lost = settled.flatMap((one) => (one.status === "rejected" ? [codeOf(one.reason)] : []));
  return { won: settled.length - lost.length, lost };
}

describe.each(repeats)("round %i", (round) => {
  // Everybody and everything is new in each round, so only the hour need be in reach.
  const startsAt = instantAt(tuesday(round % 20), "09:00");
  const endsAt = shift(startsAt, 45 * MINUTE);

  test("200 want one slot: one gets it, the others are told what is taken", async () => {
    const office = await as("office", school);
    const instructorId = await teacher(school);
    const before = (await auditRows()).length;
    const { won, lost } = await race(
      office,
      Array.from({ length: 200 }, () => ({ ...nobody, startsAt, endsAt, instructorId })),
    );
    expect(won).toBe(1);
    expect(lost).toHaveLength(199);
    expect(new Set(lost)).toEqual(new Set(["bookings.instructor_taken"]));
    expect((await auditRows()).length).toBe(before + 1);
    expect(await db.$count(bookings, eq(bookings.instructorId, instructorId))).toBe(1);
  });

  test("the same through the front door", async () => {
    const instructorId = await teacher(school);
    const people = await Promise.all(Array.from({ length: 5 }, () => as("office", school)));
    const body = { ...nobody, startsAt, endsAt, instructorId };
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => people[n % 5]?.post("/api/v1/bookings", body)),
    );
    const statuses = answers.map((answer) => answer?.status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(99);
    for (const answer of answers) {
      if (answer?.status !== 409) continue;
      const { reasons } = (await answer.json()) as { reasons: { params: { until: string } }[] };
      expect(reasons[0]?.params.until).toBe(endsAt);
    }
  });

  test("50 shapes that all overlap: one fits", async () => {
    const office = await as("office", school);
    const roomId = await classroom(school);
    // Each holds the minute in the middle, from another side.
    const shapes = Array.from({ length: 50 }, (_, n) => ({
      ...{ ...nobody, roomId },
      startsAt: shift(startsAt, -n * 7 * MINUTE),
      endsAt: shift(startsAt, (1 + ((n * 13) % 50)) * MINUTE),
    }));
    const { won, lost } = await race(office, shapes);
    expect(won).toBe(1);
    expect(new Set(lost)).toEqual(new Set(["bookings.room_taken"]));
  });

  test("lessons that share three things two and two: no thing is taken twice", async () => {
    const office = await as("office", school);
    const [teachers, cars, students] = await Promise.all([
      Promise.all([1, 2, 3].map(() => teacher(school))),
      Promise.all([1, 2, 3].map(() => car(school))),
      Promise.all([1, 2, 3].map(() => learner(school))),
    ]);
    const all = Array.from({ length: 27 }, (_, n) => ({
      ...{ ...nobody, kind: "lesson" as const, classCode: "B" as const, startsAt, endsAt },
      instructorId: teachers[n % 3] ?? null,
      vehicleId: cars[Math.floor(n / 3) % 3] ?? null,
      studentId: students[Math.floor(n / 9)] ?? null,
    }));
    const { won } = await race(office, all);
    expect(won).toBeGreaterThanOrEqual(1);
    expect(won).toBeLessThanOrEqual(3);
    for (const resourceId of [...teachers, ...cars, ...students])
      expect(await db.$count(claims, eq(claims.resourceId, resourceId))).toBeLessThanOrEqual(1);
    const claimed = await db
      .select()
      .from(claims)
      .where(and(eq(claims.schoolId, office.schoolId), eq(claims.startsAt, startsAt)));
    const own = claimed.filter(({ resourceId }) =>
      [...teachers, ...cars, ...students].includes(resourceId),
    );
    expect(own).toHaveLength(won * 3); // nobody holds a part of a lesson
  });

  test("two bookings swapped at once never stand on each other", async () => {
    const office = await as("office", school);
    const instructorId = await teacher(school);
    const ids = [uuidv7(), uuidv7()] as const;
    const later = { startsAt: shift(startsAt, 3 * HOUR), endsAt: shift(endsAt, 3 * HOUR) };
    await book(office.ctx, ids[0], { ...nobody, instructorId, startsAt, endsAt });
    await book(office.ctx, ids[1], { ...nobody, instructorId, ...later });
    const between = shift(startsAt, 90 * MINUTE);
    const to = { startsAt: between, endsAt: shift(between, 45 * MINUTE) };
    const answers = await Promise.all(
      ids.map((id) => office.put(`/api/v1/bookings/${id}/time`, to, `"${id}-1"`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
