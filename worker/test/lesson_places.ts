import { uuidv7 } from "uuidv7";
import { HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { bookings } from "#worker/modules/bookings/schema.ts";
import { learner, teacher } from "./booking_places.ts";
import { as, db } from "./harness.ts";

let hours = 2;

/** An instructor and a student who can both sign in, and the lessons they have had. */
export async function pair(schoolName: string) {
  const instructor = await as("instructor", schoolName);
  const instructorId = await teacher(schoolName, { userId: instructor.userId });
  const student = await as("student", schoolName);
  const studentId = await learner(schoolName, { userId: student.userId, birthDate: "2007-05-05" });
  const { schoolId } = instructor;

  /** A lesson that was booked and has been held, an hour earlier for each. */
  async function held(more: Partial<typeof bookings.$inferInsert> = {}): Promise<string> {
    const id = uuidv7();
    const startsAt = more.startsAt ?? shift(new Date().toISOString(), -HOUR * hours++);
    await db.insert(bookings).values({
      ...{ schoolId, id, kind: "lesson", status: "booked", classCode: "B", step: "B.2.lesson" },
      ...{ startsAt, endsAt: shift(startsAt, 45 * MINUTE), studentId, instructorId },
      ...{ createdBy: "system", createdAt: startsAt, ...more },
    });
    return id;
  }
  return { instructor, instructorId, student, studentId, schoolId, held };
}
