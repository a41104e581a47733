import { and, asc, eq, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { ClassCode, Seen } from "#worker/lib/fields.ts";
import { sortKey } from "#worker/lib/fold.ts";
import { insertFrom } from "#worker/lib/many.ts";
import { Problem } from "#worker/lib/problem.ts";
import { blindIndex, seal } from "#worker/lib/seal.ts";
import { indexWords, searchTerms } from "#worker/lib/search.ts";
import { counters } from "#worker/modules/schools/schema.ts";
import type { Status, Student, StudentInput } from "./input.ts";
import { studentClasses, students } from "./schema.ts";

/** The kind of a student in the search index. */
export const STUDENT = "student";

export const mine = (ctx: Ctx) => eq(students.schoolId, ctx.actor.schoolId);

// Named, never whole rows: what is sealed does not slip out with the rest.
export const columns = {
  id: students.id,
  number: students.number,
  firstName: students.firstName,
  lastName: students.lastName,
  birthDate: students.birthDate,
  email: students.email,
  phone: students.phone,
  address: students.address,
  postalCode: students.postalCode,
  status: sql<Status>`${students.status}`,
  branchId: students.branchId,
  instructorId: students.instructorId,
  instructorText: students.instructorText,
  startedOn: students.startedOn,
  note: students.note,
  hasNationalId: sql<boolean>`${students.nationalIdIndex} is not null`.mapWith(Boolean),
  formerNumber: students.formerNumber,
  createdAt: students.createdAt,
  version: students.version,
};

type Row = Omit<Student, "classes" | "automaticOnly">;
type ClassRow = { studentId: string; classCode: ClassCode; automaticOnly: boolean };

/** Her own row, for a batch: at most one comes back. */
export function studentQuery(ctx: Ctx, id: string) {
  return ctx.db
    .select(columns)
    .from(students)
    .where(and(mine(ctx), eq(students.id, id)));
}

/** The classes she trains for, for a batch. */
export function classesQuery(ctx: Ctx, id: string) {
  return ctx.db
    .select({
      studentId: studentClasses.studentId,
      classCode: sql<ClassCode>`${studentClasses.classCode}`,
      automaticOnly: studentClasses.automaticOnly,
    })
    .from(studentClasses)
    .where(and(eq(studentClasses.schoolId, ctx.actor.schoolId), eq(studentClasses.studentId, id)))
    .orderBy(asc(studentClasses.classCode));
}

/** A student of what the two queries brought; a foreign id is as unknown as a random one. */
export function toStudent([row]: readonly Row[], classes: readonly ClassRow[]): Student {
  if (!row) throw new Problem(404, "students.not_found");
  return {
    ...row,
    classes: classes.map((c) => c.classCode),
    automaticOnly: classes.filter((c) => c.automaticOnly).map((c) => c.classCode),
  };
}

export async function getStudent(ctx: Ctx, id: string): Promise<Student> {
  return toStudent(...(await ctx.db.batch([studentQuery(ctx, id), classesQuery(ctx, id)])));
}

// Writes are returned, not sent: commit() sends them in one batch with their audit row.

/** A student to be; an import knows more about her than a form does. */
export type NewStudent = StudentInput & {
  instructorText?: string | null;
  formerNumber?: string | null;
  importId?: string | null;
};

/** The columns that the system makes of what was typed. */
export function derived(ctx: Ctx, id: string, row: NewStudent) {
  const { firstName, lastName, nationalId } = row;
  return { sortName: sortKey(lastName, firstName), ...sealedId(ctx, id, nationalId) };
}

/** A national id as the database may have it: sealed to its place, and found blind. */
export function sealedId(ctx: Ctx, id: string, nationalId: string | null) {
  const { schoolId } = ctx.actor;
  const place = { schoolId, table: "students", column: "national_id_enc", id };
  if (!nationalId) return { nationalIdEnc: null, nationalIdIndex: null };
  return {
    nationalIdEnc: seal(ctx.env.KEYS, place, nationalId),
    nationalIdIndex: blindIndex(ctx.env.KEYS, schoolId, nationalId),
  };
}

/** Her words in the search index, but for the number, which only the database knows yet. */
export function wordsOf(row: NewStudent): string {
  const { firstName, lastName, phone, email, formerNumber } = row;
  return [firstName, lastName, phone, phone?.replace(/^\+47/, ""), email, formerNumber]
    .filter(Boolean)
    .join(" ");
}

const counter = (schoolId: string) =>
  sql`(select next from counters where school_id = ${schoolId} and name = 'student')`;

/** Makes room for `n` numbers: numbers are given out in the batch that uses them, or not at all. */
export function takeNumbers(ctx: Ctx, n: number): Statement[] {
  const { schoolId } = ctx.actor;
  const name = "student";
  return [
    ctx.db.insert(counters).values({ schoolId, name, next: 1 }).onConflictDoNothing(),
    ctx.db
      .update(counters)
      .set({ next: sql`${counters.next} + ${n}` })
      .where(and(eq(counters.schoolId, schoolId), eq(counters.name, name))),
  ];
}

/** The student, her number, her classes and her words. */
export function insertStudent(ctx: Ctx, id: string, row: NewStudent): Statement[] {
  const { schoolId } = ctx.actor;
  const { classes, automaticOnly, nationalId, ...fields } = row;
  const { sortName, ...sealed } = derived(ctx, id, row);
  const own = and(mine(ctx), eq(students.id, id));
  return [
    ...takeNumbers(ctx, 1),
    ctx.db.insert(students).values({
      ...fields,
      schoolId,
      id,
      number: sql`${counter(schoolId)} - 1`,
      sortName,
      createdAt: ctx.now,
    }),
    // After the row: a form sent twice must meet its own id first, and not its own national id.
    ...(nationalId ? [ctx.db.update(students).set(sealed).where(own)] : []),
    ...insertClasses(ctx, id, row),
    ...indexStudent(ctx, id, row),
  ];
}

/** Her classes, with the sort columns that repeat her own. */
export function insertClasses(
  ctx: Ctx,
  id: string,
  row: Pick<NewStudent, "classes" | "automaticOnly">,
): Statement[] {
  const { classes, automaticOnly } = row;
  const pairs = JSON.stringify(classes.map((c) => [c, automaticOnly.includes(c) ? 1 : 0]));
  const filling = {
    schoolId: sql`s.school_id`,
    studentId: sql`s.id`,
    classCode: sql`j.value ->> 0`,
    automaticOnly: sql`j.value ->> 1`,
    sortName: sql`s.sort_name`,
    number: sql`s.number`,
  };
  const from = sql`students s, json_each(${pairs}) j
    where s.school_id = ${ctx.actor.schoolId} and s.id = ${id}`;
  return [insertFrom(ctx, studentClasses, { filling, from })];
}

/** Found by name, number, telephone and e-mail; never by national id. */
export function indexStudent(ctx: Ctx, id: string, row: NewStudent): Statement[] {
  return [...indexWords(ctx, STUDENT, { id, text: wordsOf(row) }), indexNumbers(ctx, [id])];
}

/** The numbers as words, once the database has given them. */
export function indexNumbers(ctx: Ctx, ids: readonly string[]): Statement {
  const filling = {
    schoolId: sql`s.school_id`,
    kind: sql`${STUDENT}`,
    term: sql`cast(s.number as text)`,
    id: sql`s.id`,
  };
  const from = sql`json_each(${JSON.stringify(ids)}) j
    join students s on s.school_id = ${ctx.actor.schoolId} and s.id = j.value where true`;
  return insertFrom(ctx, searchTerms, { filling, from }).onConflictDoNothing();
}

type Change = Partial<Omit<typeof students.$inferInsert, "schoolId" | "id" | "number" | "version">>;

/** Writes over the version that was seen and no other; mustChange() stands right after it. */
export function updateStudent(ctx: Ctx, seen: Seen, change: Change = {}): Statement {
  return ctx.db
    .update(students)
    .set({ ...change, version: sql`${students.version} + 1` })
    .where(and(mine(ctx), eq(students.id, seen.id), eq(students.version, seen.version)));
}
