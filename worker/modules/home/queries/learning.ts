import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { birthday, dayOf } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { contacts, studentContacts } from "#worker/modules/contacts/mod.ts";
import { stepsTo } from "#worker/modules/curriculum/mod.ts";
import { schoolQuery, schools, withTown } from "#worker/modules/schools/mod.ts";
import { OF_AGE, students } from "#worker/modules/students/mod.ts";
import { firstSteps, type Home, type Learner } from "../rules.ts";
import { part } from "./part.ts";

const columns = {
  id: students.id,
  firstName: students.firstName,
  lastName: students.lastName,
  birthDate: students.birthDate,
  status: students.status,
  classes: sql<string | null>`(select group_concat(c.class_code) from student_classes c
    where c.school_id = ${students}.school_id and c.student_id = ${students}.id)`,
};
const FEW = 10;

type Row = Pick<
  typeof students.$inferSelect,
  "id" | "firstName" | "lastName" | "birthDate" | "status"
> & {
  classes: string | null;
};

// What lies ahead of her is asked for when it is known whose pages somebody may see.
const learner =
  (today: string, self: boolean) =>
  (row: Row): Learner => ({
    ...{ self, next: [], unsigned: 0, unread: 0, due: [], progress: [] },
    id: row.id,
    name: `${row.firstName} ${row.lastName}`,
    status: row.status,
    classes: ((row.classes?.split(",") ?? []) as ClassCode[]).map((code) => ({
      code,
      steps: stepsTo(row.birthDate, code, today),
    })),
  });

/** The student who is signed in: what she may begin with now, and from which day the rest. */
export const studentPart = (ctx: Ctx) =>
  part(
    [
      ctx.db
        .select(columns)
        .from(students)
        .where(and(eq(students.schoolId, ctx.actor.schoolId), eq(students.userId, ctx.actor.id)))
        .limit(FEW),
    ],
    (rows) => ({ learners: rows.map(learner(dayOf(ctx.now), true)) }),
  );

/** The same for those whom a guardian answers for. */
export const guardianPart = (ctx: Ctx) =>
  part(
    [
      ctx.db
        .select(columns)
        .from(contacts)
        .innerJoin(
          studentContacts,
          and(
            eq(studentContacts.schoolId, contacts.schoolId),
            eq(studentContacts.contactId, contacts.id),
            eq(studentContacts.role, "guardian"),
          ),
        )
        .innerJoin(
          students,
          and(
            eq(students.schoolId, studentContacts.schoolId),
            eq(students.id, studentContacts.studentId),
          ),
        )
        .where(and(eq(contacts.schoolId, ctx.actor.schoolId), eq(contacts.userId, ctx.actor.id)))
        .limit(FEW),
    ],
    (rows) => {
      const today = dayOf(ctx.now);
      // From the day a child is of age, only the child sees it: here as on its own page.
      const minors = rows.filter((row) => birthday(row.birthDate, OF_AGE) > today);
      return { learners: minors.map(learner(today, false)) };
    },
  );

/** How to reach the school. */
export const contactPart = (ctx: Ctx) =>
  part([schoolQuery(ctx)], ([row]): Home => {
    if (!row) return {};
    const { name, email, phone, address, postalCode, town } = withTown(row);
    const place = [postalCode, town].filter(Boolean).join(" ") || null;
    return { contact: { name, email, phone, address, place } };
  });

const some = (table: string, ctx: Ctx, limit = 1) =>
  ctx.db
    .select({ one: sql<number>`one` })
    .from(
      sql`(select 1 as one from ${sql.raw(table)} where school_id = ${ctx.actor.schoolId} limit ${limit})`,
    );

/** What a new school does first. */
export const firstStepsPart = (ctx: Ctx) =>
  part(
    [
      schoolQuery(ctx),
      some("school_classes", ctx),
      // The owner alone is no staff yet.
      some("employees", ctx),
      some("memberships", ctx, 2),
      some("students", ctx),
    ],
    ([school], classes, employees, members, learners) => ({
      firstSteps: firstSteps(school, {
        classes: classes.length > 0,
        staff: employees.length > 0 || members.length > 1,
        students: learners.length > 0,
      }),
    }),
  );

const SCHOOLS = 10;

/** The first schools of the platform, by their short names. */
export const schoolsPart = (ctx: Ctx) =>
  part(
    [
      ctx.db
        .select({ id: schools.id, name: schools.name })
        .from(schools)
        .where(ne(schools.id, ctx.actor.schoolId))
        .orderBy(asc(schools.slug))
        .limit(SCHOOLS + 1),
    ],
    (rows) => ({ schools: { items: rows.slice(0, SCHOOLS), more: rows.length > SCHOOLS } }),
  );
