import { and, eq, sql } from "drizzle-orm";
import type { Ctx, Locale } from "#worker/lib/ctx.ts";
import { oneOf } from "#worker/lib/search.ts";
import { employees } from "#worker/modules/employees/mod.ts";
import { branches } from "#worker/modules/schools/mod.ts";
import { students } from "#worker/modules/students/mod.ts";

// By the table's name: inside a subquery a bare column would be that of the inner table.
type Guardian = { email: string | null; userId: string | null };
const setting = (key: string) =>
  sql`(select s.value from settings s where s.school_id = students.school_id and s.key = ${key}
    order by s.since desc, s.id desc limit 1)`;

/** Who is written to about these students' lessons; nobody where the school has it off. */
const readers = (ctx: Ctx, ids: readonly string[]) =>
  ctx.db
    .select({
      id: students.id,
      userId: students.userId,
      firstName: students.firstName,
      birthDate: students.birthDate,
      email: students.email,
      schoolName: sql<string>`(select c.name from schools c where c.id = students.school_id)`,
      locale: sql<Locale>`coalesce((select u.locale from users u where u.id = students.user_id),
        ${setting("default_locale")} ->> '$', 'nb')`,
      guardians: sql`(select json_group_array(json_object('email', c.email, 'userId', c.user_id))
        from student_contacts l
        join contacts c on c.school_id = l.school_id and c.id = l.contact_id
        where l.school_id = students.school_id and l.student_id = students.id
          and l.role = 'guardian')`.mapWith((text: string): Guardian[] => JSON.parse(text)),
    })
    .from(students)
    .where(
      and(
        eq(students.schoolId, ctx.actor.schoolId),
        oneOf(students.id, ids),
        sql`coalesce(${setting("lesson_news")}, '"on"') <> '"off"'`,
      ),
    );

type Wanted = { studentIds: string[]; instructorIds: string[]; branchIds: string[] };

/** Everything that letters about lessons say of people and places, in one trip. */
export async function readReaders(ctx: Ctx, { studentIds, instructorIds, branchIds }: Wanted) {
  const { schoolId } = ctx.actor;
  const [people, instructors, places] = await ctx.db.batch([
    readers(ctx, studentIds),
    ctx.db
      .select({
        id: employees.id,
        name: sql<string>`${employees.firstName} || ' ' || ${employees.lastName}`,
      })
      .from(employees)
      .where(and(eq(employees.schoolId, schoolId), oneOf(employees.id, instructorIds))),
    ctx.db
      .select({ id: branches.id, name: branches.name })
      .from(branches)
      .where(and(eq(branches.schoolId, schoolId), oneOf(branches.id, branchIds))),
  ]);
  const named = (rows: { id: string; name: string }[]) =>
    new Map(rows.map(({ id, name }) => [id, name]));
  return { people, instructors: named(instructors), branches: named(places) };
}
