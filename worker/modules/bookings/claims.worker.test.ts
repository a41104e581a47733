import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { absences } from "#worker/modules/absences/schema.ts";
import { employees } from "#worker/modules/employees/schema.ts";
import { db, school } from "#worker/test/harness.ts";
import { bookings, claims } from "./schema.ts";

const at = "2026-11-23T08:00:00.000Z";
let schoolId: string;
let teacher: string;
beforeAll(async () => {
  schoolId = await school("k1");
  teacher = uuidv7();
  const name = { firstName: "Kari", lastName: "Nes", sortName: "nes kari" };
  await db.insert(employees).values({ schoolId, id: teacher, ...name });
});

/** A booking with one claim on a room nobody else has; says what the database said against it. */
async function claim(
  startsAt: string,
  endsAt: string,
  more: Partial<typeof claims.$inferInsert> & { resourceId: string },
) {
  const id = uuidv7();
  const row = { schoolId, id, kind: "block", status: "booked", startsAt, endsAt } as const;
  const own = { kind: "room", bookingId: id, schoolId, startsAt, endsAt } as const;
  try {
    await db.batch([
      db.insert(bookings).values({ ...row, createdBy: "system", createdAt: at }),
      db.insert(claims).values({ ...own, ...more }),
    ]);
    return { id };
  } catch (error) {
    const cause = error instanceof Error ? `${error.message} ${error.cause}` : "";
    return { said: /bookings\.\w+|claims_\w+|bookings_\w+/.exec(cause)?.[0] ?? cause };
  }
}

test("two claims on one thing may touch, but never overlap", async () => {
  const resourceId = uuidv7();
  const later = (hours: number) => shift(at, hours * HOUR);
  expect(await claim(at, later(2), { resourceId })).toHaveProperty("id");
  for (const [from, to] of [
    [0, 2], // the same
    [-1, 1], // over its beginning
    [1, 3], // over its end
    [0.5, 1], // inside
    [-1, 3], // around
    [-20, 0.01], // a long one that only just reaches it
  ] as const)
    expect(await claim(later(from), later(to), { resourceId })).toEqual({ said: "bookings.taken" });
  expect(await claim(later(2), later(3), { resourceId })).toHaveProperty("id");
  expect(await claim(later(-24), at, { resourceId })).toHaveProperty("id");
  // Another thing, another kind of thing and another school are other claims.
  expect(await claim(at, later(2), { resourceId: uuidv7() })).toHaveProperty("id");
  expect(await claim(at, later(2), { resourceId, kind: "vehicle" })).toHaveProperty("id");
});

test("a refused claim leaves no booking behind", async () => {
  const resourceId = uuidv7();
  await claim(at, shift(at, HOUR), { resourceId });
  const before = await db.$count(bookings, eq(bookings.schoolId, schoolId));
  await claim(at, shift(at, HOUR), { resourceId });
  expect(await db.$count(bookings, eq(bookings.schoolId, schoolId))).toBe(before);
});

test("a claim cannot be moved over another, but over itself", async () => {
  const resourceId = uuidv7();
  const { id = "" } = await claim(at, shift(at, HOUR), { resourceId });
  await claim(shift(at, 2 * HOUR), shift(at, 3 * HOUR), { resourceId });
  const move = (from: number, to: number) =>
    db
      .update(claims)
      .set({ startsAt: shift(at, from * HOUR), endsAt: shift(at, to * HOUR) })
      .where(and(eq(claims.schoolId, schoolId), eq(claims.bookingId, id)));
  await move(0.5, 1.5);
  await expect(move(1.5, 2.5)).rejects.toMatchObject({
    cause: expect.objectContaining({ message: expect.stringContaining("bookings.taken") }),
  });
});

test("a claim lasts a day at most, and ends after it begins", async () => {
  const resourceId = uuidv7();
  expect(await claim(at, shift(at, 24 * HOUR + 1), { resourceId })).toEqual({
    said: "claims_a_day",
  });
  expect(await claim(at, at, { resourceId })).toEqual({ said: "bookings_order" });
  expect(await claim("2026-11-23T08:00:00Z", shift(at, HOUR), { resourceId })).toEqual({
    said: "bookings_starts_at",
  });
});

test("nobody is claimed while away; an absence that was called off hinders nobody", async () => {
  const mine = { kind: "instructor", resourceId: teacher } as const;
  const id = uuidv7();
  const away = { startsAt: shift(at, 48 * HOUR), endsAt: shift(at, 72 * HOUR), kind: "sick" };
  await db
    .insert(absences)
    .values({ schoolId, id, employeeId: teacher, ...away, createdBy: "system", createdAt: at });
  const over = (from: number, to: number) =>
    claim(shift(at, from * HOUR), shift(at, to * HOUR), mine);
  expect(await over(47, 49)).toEqual({ said: "bookings.absent" });
  expect(await over(50, 51)).toEqual({ said: "bookings.absent" });
  expect(await over(46, 48)).toHaveProperty("id");
  expect(await over(72, 73)).toHaveProperty("id");
  await db.update(absences).set({ cancelledAt: at }).where(eq(absences.id, id));
  expect(await over(50, 51)).toHaveProperty("id");
});

test("cancelling frees everything at once, and nothing can be claimed for it again", async () => {
  const resourceId = uuidv7();
  const { id = "" } = await claim(at, shift(at, HOUR), { resourceId });
  await db.update(bookings).set({ status: "cancelled" }).where(eq(bookings.id, id));
  expect(await db.$count(claims, eq(claims.bookingId, id))).toBe(0);
  expect(await claim(at, shift(at, HOUR), { resourceId })).toHaveProperty("id");
  expect(await claim(at, shift(at, HOUR), { resourceId: uuidv7(), bookingId: id })).toEqual({
    said: "bookings.cancelled",
  });
});

test("whatever is asked for, in whatever order: what is granted never overlaps", async () => {
  const spans = fc.array(fc.tuple(fc.nat(2000), fc.integer({ min: 1, max: 1440 })), {
    minLength: 2,
    maxLength: 14,
  });
  await fc.assert(
    fc.asyncProperty(spans, async (asked) => {
      const resourceId = uuidv7();
      const granted: [number, number][] = [];
      for (const [from, minutes] of asked) {
        const answer = await claim(shift(at, from * MINUTE), shift(at, (from + minutes) * MINUTE), {
          resourceId,
        });
        const free = granted.every(([a, b]) => from >= b || from + minutes <= a);
        expect("id" in answer).toBe(free);
        if (free) granted.push([from, from + minutes]);
      }
    }),
    { numRuns: 20, seed: 20_261_123 },
  );
});
