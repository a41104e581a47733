import { and, asc, eq, gt, or, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addMonths, dayOf } from "#worker/lib/dates.ts";
import { OF_AGE, students } from "#worker/modules/students/mod.ts";
import { contacts, studentContacts } from "./schema.ts";

/** The ids of the students whom the person who is signed in answers for, for a larger query. */
export function guardedIds(ctx: Ctx): SQL {
  const { schoolId, id } = ctx.actor;
  return sql`select ${studentContacts.studentId} from ${studentContacts}
    join ${contacts} on ${contacts.schoolId} = ${studentContacts.schoolId}
      and ${contacts.id} = ${studentContacts.contactId}
    where ${contacts.schoolId} = ${schoolId} and ${contacts.userId} = ${id}
      and ${studentContacts.role} = 'guardian'`;
}

/**
 * The statement for the students whose pages somebody may see: herself, and the children she
 * answers for until they are of age.
 */
export function ownStudents(ctx: Ctx) {
  const { schoolId, id } = ctx.actor;
  const bornAfter = addMonths(dayOf(ctx.now), -12 * OF_AGE);
  const hers = eq(students.userId, id);
  const minor = and(sql`${students.id} in (${guardedIds(ctx)})`, gt(students.birthDate, bornAfter));
  return ctx.db
    .select({
      id: students.id,
      firstName: students.firstName,
      lastName: students.lastName,
      /** Seen by a guardian, and not by the student herself. */
      guarded: sql<boolean>`coalesce(${students.userId}, '') <> ${id}`
        .mapWith(Boolean)
        .as("guarded"),
    })
    .from(students)
    .where(and(eq(students.schoolId, schoolId), or(hers, minor)))
    .orderBy(asc(students.birthDate), asc(students.id))
    .limit(20);
}
