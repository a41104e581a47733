import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { Problem } from "#worker/lib/problem.ts";
import { oneOf } from "#worker/lib/search.ts";
import { ownStudents } from "#worker/modules/contacts/mod.ts";
import { employees } from "#worker/modules/employees/mod.ts";
import { townOf } from "#worker/modules/postal/mod.ts";
import { schoolQuery, theSchool } from "#worker/modules/schools/mod.ts";
import { type Student, studentQuery, toStudent } from "#worker/modules/students/mod.ts";
import { type Training, toTraining, trainingQueries } from "#worker/modules/training/mod.ts";
import { users } from "#worker/modules/users/mod.ts";
import { mine } from "../queries.ts";
import { lessons } from "../schema.ts";
import type { CardLesson, TrainingCard } from "./input.ts";

const FUSE = 500;

/** Every lesson that was held, in its latest version, oldest first. */
const heldLessons = (ctx: Ctx, ids: readonly string[]) =>
  ctx.db
    .select({
      studentId: lessons.studentId,
      id: lessons.bookingId,
      startsAt: lessons.startsAt,
      minutes: lessons.minutes,
      classCode: lessons.classCode,
      step: lessons.step,
      instructor: sql<string | null>`${employees.firstName} || ' ' || ${employees.lastName}`.as(
        "instructor",
      ),
      attestedBy: sql<string | null>`${users.name}`.as("attestedBy"),
      attestedAt: lessons.attestedAt,
      signedAt: lessons.signedAt,
      recommendation: lessons.recommendation,
      version: lessons.version,
      reason: lessons.reason,
    })
    .from(lessons)
    .leftJoin(
      employees,
      and(eq(employees.schoolId, lessons.schoolId), eq(employees.id, lessons.instructorId)),
    )
    .leftJoin(users, eq(users.id, lessons.attestedBy))
    .where(
      and(
        mine(ctx),
        oneOf(lessons.studentId, ids),
        isNull(lessons.supersededAt),
        eq(lessons.outcome, "delivered"),
      ),
    )
    .orderBy(asc(lessons.startsAt), asc(lessons.bookingId))
    .limit(FUSE);

/** The cards of these students, in one trip; who is not the school's is not among them. */
async function readCards(ctx: Ctx, ids: readonly string[]): Promise<TrainingCard[]> {
  const [schools, held, plans, done, papers, overrides, offered, ...people] = await ctx.db.batch([
    schoolQuery(ctx),
    heldLessons(ctx, ids),
    ...trainingQueries(ctx, ids),
    ...ids.map((id) => studentQuery(ctx, id)),
  ]);
  const school = theSchool(schools);
  const rows = [plans, done, papers, overrides, offered] as const;
  return people.flatMap((own) => {
    if (own.length === 0) return [];
    const student = toStudent(own);
    const { training } = toTraining(ctx, student, rows);
    const hers = held
      .filter((row) => row.studentId === student.id)
      .map(({ studentId: _, ...row }) => row);
    return [cardOf(ctx, { school, student, training, held: hers })];
  });
}

type Parts = {
  school: TrainingCard["school"];
  student: Student;
  training: Training;
  held: CardLesson[];
};

function cardOf(ctx: Ctx, { school, student, training, held }: Parts): TrainingCard {
  const { id, number, firstName, lastName, birthDate, address, postalCode } = student;
  const { name, orgnr } = school;
  const place = { address: school.address, postalCode: school.postalCode, town: school.town };
  return {
    on: dayOf(ctx.now),
    school: { name, orgnr, ...place },
    student: {
      ...{ id, number, firstName, lastName, birthDate, address, postalCode },
      town: townOf(postalCode) ?? null,
    },
    classes: training.classes.map(({ classCode, startedOn, steps }) => {
      const own = held.filter((row) => row.classCode === classCode);
      return {
        classCode,
        startedOn,
        lessons: own.length,
        minutes: own.reduce((sum, row) => sum + row.minutes, 0),
        steps: steps
          .filter(({ requirement }) => requirement.stage < 5 && requirement.minutes !== 0)
          .map(({ requirement, minutes, state }) => {
            const { step, minutes: wanted } = requirement;
            return { step, wanted, minutes, state };
          }),
      };
    }),
    lessons: held,
    earlier: training.records.flatMap((record) => {
      const { step, onDate, minutes, source, employee, note, withdrawnAt } = record;
      if (source === "lesson" || withdrawnAt !== null) return [];
      return [{ step, onDate, minutes, source, employee, note }];
    }),
  };
}

/** One student's card. */
export async function getCard(ctx: Ctx, studentId: string): Promise<TrainingCard> {
  const [card] = await readCards(ctx, [studentId]);
  if (!card) throw new Problem(404, "students.not_found");
  return card;
}

/** Her own card, and those of the children she answers for. */
export async function readOwnCards(ctx: Ctx): Promise<TrainingCard[]> {
  const people = await ownStudents(ctx);
  if (people.length === 0) return [];
  return readCards(
    ctx,
    people.map(({ id }) => id),
  );
}
