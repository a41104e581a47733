import { uuidv7 } from "uuidv7";
import { shift } from "#worker/lib/clock.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { absences } from "#worker/modules/absences/schema.ts";
import { approvals, employees, workingHours } from "#worker/modules/employees/schema.ts";
import { rooms } from "#worker/modules/resources/schema.ts";
import { studentClasses, students } from "#worker/modules/students/schema.ts";
import { vehicles } from "#worker/modules/vehicles/schema.ts";
import { db, school } from "./harness.ts";

let count = 0;
const createdAt = "2026-01-02T03:04:05.678Z";

/** Somebody who teaches, approved for these classes. */
export async function teacher(
  schoolName: string,
  { name = "Kari", classes = ["B"] as ClassCode[], userId = null as string | null } = {},
): Promise<string> {
  const schoolId = await school(schoolName);
  const id = uuidv7();
  const row = { firstName: name, lastName: `Lærer${++count}`, sortName: `laerer ${count}` };
  await db.insert(employees).values({ schoolId, id, ...row, userId });
  for (const classCode of classes)
    await db
      .insert(approvals)
      .values({ schoolId, employeeId: id, classCode, approvedFrom: "2020-01-01" });
  return id;
}

/** Somebody who learns. */
export async function learner(
  schoolName: string,
  {
    classes = ["B"] as ClassCode[],
    automatic = false,
    ...more
  }: Partial<typeof students.$inferInsert> & { classes?: ClassCode[]; automatic?: boolean } = {},
): Promise<string> {
  const schoolId = await school(schoolName);
  const id = uuidv7();
  const number = 50_000 + ++count;
  const row = { firstName: "Emma", lastName: `Elev${count}`, sortName: `elev ${count}` };
  await db.insert(students).values({
    ...{ schoolId, id, number, ...row, birthDate: "1999-05-05", status: "active", createdAt },
    ...more,
  });
  for (const classCode of classes)
    await db.insert(studentClasses).values({
      ...{ schoolId, studentId: id, classCode, automaticOnly: automatic },
      ...{ sortName: row.sortName, number },
    });
  return id;
}

/** A car that may be driven. */
export async function car(
  schoolName: string,
  more: Partial<typeof vehicles.$inferInsert> = {},
): Promise<string> {
  const schoolId = await school(schoolName);
  const id = uuidv7();
  await db.insert(vehicles).values({
    ...{ schoolId, id, plate: `TB${20_000 + ++count}`, kind: "car", classes: ["B"] },
    ...{ gearbox: "manual", dualControls: true },
    ...more,
  });
  return id;
}

export async function classroom(schoolName: string): Promise<string> {
  const schoolId = await school(schoolName);
  const id = uuidv7();
  await db.insert(rooms).values({ schoolId, id, kind: "classroom", name: `Rom ${++count}` });
  return id;
}

/** When somebody works on a weekday. */
export async function works(
  schoolName: string,
  employeeId: string,
  { weekday, starts, ends }: { weekday: number; starts: string; ends: string },
): Promise<void> {
  const schoolId = await school(schoolName);
  await db.insert(workingHours).values({ schoolId, employeeId, weekday, starts, ends });
}

export async function away(
  schoolName: string,
  employeeId: string,
  { startsAt, hours }: { startsAt: string; hours: number },
): Promise<string> {
  const schoolId = await school(schoolName);
  const id = uuidv7();
  await db.insert(absences).values({
    ...{ schoolId, id, employeeId, kind: "sick", startsAt },
    ...{ endsAt: shift(startsAt, hours * 3_600_000), createdBy: "system", createdAt },
  });
  return id;
}
