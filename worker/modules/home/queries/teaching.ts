import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf, weekdayOf } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { classOn } from "#worker/modules/curriculum/mod.ts";
import { ownId, ownWork, withDue } from "#worker/modules/employees/mod.ts";
import { asOffered, offeredRows } from "#worker/modules/schools/mod.ts";
import { students } from "#worker/modules/students/mod.ts";
import { part } from "./part.ts";

const SHOWN = 25;

/** What an instructor may teach, and when the work is today. */
export const workPart = (ctx: Ctx) => {
  const today = dayOf(ctx.now);
  const { employee, approvals, hours } = ownWork(ctx, weekdayOf(today));
  return part([employee, approvals, hours], ([own], approved, spans) => ({
    myWork: {
      employeeId: own?.id ?? null,
      today: spans,
      approvals: approved.map((row) =>
        withDue({ ...row, classCode: row.classCode as ClassCode }, today),
      ),
    },
  }));
};

/** The students of an instructor who are in training or wait for it, the first by name. */
export const myStudentsPart = (ctx: Ctx) =>
  part(
    [
      ctx.db
        .select({
          id: students.id,
          firstName: students.firstName,
          lastName: students.lastName,
          phone: students.phone,
          classes: sql<string | null>`(select group_concat(c.class_code) from student_classes c
            where c.school_id = students.school_id and c.student_id = students.id)`,
        })
        .from(students)
        .where(
          and(
            eq(students.schoolId, ctx.actor.schoolId),
            eq(students.instructorId, ownId(ctx)),
            inArray(students.status, ["active", "waiting"]),
          ),
        )
        .orderBy(asc(students.sortName), asc(students.id))
        .limit(SHOWN + 1),
    ],
    (rows) => ({
      myStudents: {
        items: rows.slice(0, SHOWN).map(({ id, firstName, lastName, phone, classes }) => ({
          id,
          name: `${firstName} ${lastName}`,
          phone,
          classes: (classes?.split(",") ?? []) as ClassCode[],
        })),
        more: rows.length > SHOWN,
      },
    }),
  );

/** What the law asks for the classes the school offers. */
export const lawPart = (ctx: Ctx) =>
  part([offeredRows(ctx)], (rows) => ({
    law: asOffered(rows).flatMap(({ code }) => classOn(code, dayOf(ctx.now)) ?? []),
  }));
