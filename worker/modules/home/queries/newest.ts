import { desc, eq, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, birthday, dayOf, weekdayOf } from "#worker/lib/dates.ts";
import { OF_AGE, students } from "#worker/modules/students/mod.ts";
import { type Count, type Home, tally, todo } from "../rules.ts";
import { part } from "./part.ts";

/** So many of the newest students are looked at: a home page never reads the whole register. */
const LOOKED_AT = 40;
const WEEKS = 8;
const present = ["active", "waiting"];

/** The newest students: by week and class, and the minors among them whom nobody answers for. */
export const newestPart = (ctx: Ctx) =>
  part(
    [
      ctx.db
        .select({
          id: students.id,
          firstName: students.firstName,
          lastName: students.lastName,
          birthDate: students.birthDate,
          status: students.status,
          createdAt: students.createdAt,
          // Written out by name, since drizzle drops a lone table's.
          classes: sql<string | null>`(select group_concat(c.class_code) from student_classes c
            where c.school_id = students.school_id and c.student_id = students.id)`,
          guarded: sql<number>`exists (select 1 from student_contacts g
            where g.school_id = students.school_id and g.student_id = students.id
              and g.role = 'guardian')`,
        })
        .from(students)
        .where(eq(students.schoolId, ctx.actor.schoolId))
        .orderBy(desc(students.number))
        .limit(LOOKED_AT + 1),
    ],
    (rows): Home => {
      const today = dayOf(ctx.now);
      const newest = rows.slice(0, LOOKED_AT);
      const all = rows.length <= LOOKED_AT;
      const minors = newest.filter(
        (row) =>
          !row.guarded && present.includes(row.status) && birthday(row.birthDate, OF_AGE) > today,
      );
      const item = (row: (typeof rows)[number]) => ({
        href: `/students/${row.id}`,
        title: `${row.firstName} ${row.lastName}`,
      });
      const days = newest.map((row) => dayOf(row.createdAt));
      return {
        todos: todo("minors", "/students?sort=-number", minors, { limit: LOOKED_AT + 1, item }),
        newest: {
          count: newest.length,
          all,
          weeks: weeksOf(days, all ? undefined : days.at(-1), today),
          classes: tally(newest.flatMap((row) => row.classes?.split(",") ?? [])).slice(0, WEEKS),
        },
      };
    },
  );

const mondayOf = (day: string) => addDays(day, 1 - weekdayOf(day));

/** How many came in each of the last weeks, but for weeks of which older ones were not read. */
export function weeksOf(
  days: readonly string[],
  oldest: string | undefined,
  today: string,
): Count[] {
  const last = mondayOf(today);
  const mondays = Array.from({ length: WEEKS }, (_, i) => addDays(last, 7 * (i - WEEKS + 1)));
  return mondays
    .filter((monday) => oldest === undefined || monday > oldest)
    .map((label) => ({ label, value: days.filter((day) => mondayOf(day) === label).length }));
}
