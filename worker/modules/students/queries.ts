import { and, eq, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { type ClassCode, classCodes, type Seen } from "#worker/lib/fields.ts";
import { sortKey } from "#worker/lib/fold.ts";
import { insertFrom } from "#worker/lib/many.ts";
import { Problem } from "#worker/lib/problem.ts";
import { blindIndex, seal } from "#worker/lib/seal.ts";
import { indexWords, searchTerms } from "#worker/lib/search.ts";
import { counters, STUDENT_COUNTER } from "#worker/modules/schools/mod.ts";
import type { Student, StudentInput } from "./input.ts";
import { studentClasses, students } from "./schema.ts";

/** The kind of a student in the search index. */
export const STUDENT = "student";

export const mine = (ctx: Ctx) => eq(students.schoolId, ctx.actor.schoolId);

export type ClassPair = [code: ClassCode, automaticOnly: 0 | 1];

/** A student's classes in her own row: written out by name, since drizzle drops a lone table's. */
export const classPairs = sql`(select json_group_array(json_array(c.class_code, c.automatic_only))
  from student_classes c where c.school_id = students.school_id and c.student_id = students.id)`.mapWith(
  (text: string): ClassPair[] => JSON.parse(text),
);

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
  status: students.status,
  branchId: students.branchId,
  instructorId: students.instructorId,
  instructorText: students.instructorText,
  startedOn: students.startedOn,
  note: students.note,
  hasNationalId: sql<boolean>`${students.nationalIdIndex} is not null`.mapWith(Boolean),
  formerNumber: students.formerNumber,
  createdAt: students.createdAt,
  version: students.version,
  pairs: classPairs,
};

type Row = Omit<Student, "classes" | "automaticOnly"> & { pairs: readonly ClassPair[] };

/** Her own row, for a batch: at most one comes back. */
export function studentQuery(ctx: Ctx, id: string) {
  return ctx.db
    .select(columns)
    .from(students)
    .where(and(mine(ctx), eq(students.id, id)));
}

/** The classes of the pairs, in the order of the law. */
export function classesOf(pairs: readonly ClassPair[]) {
  const sorted = pairs.toSorted(([a], [b]) => classCodes.indexOf(a) - classCodes.indexOf(b));
  return {
    classes: sorted.map(([code]) => code),
    automaticOnly: sorted.filter(([, only]) => only).map(([code]) => code),
  };
}

/** The student that the query brought; a foreign id is as unknown as a random one. */
export function toStudent([row]: readonly Row[]): Student {
  if (!row) throw new Problem(404, "students.not_found");
  const { pairs, ...rest } = row;
  return { ...rest, ...classesOf(pairs) };
}

export async function getStudent(ctx: Ctx, id: string): Promise<Student> {
  return toStudent(await studentQuery(ctx, id));
}

// Writes are returned, not sent: commit() sends them in one batch with their audit row.

/** A student to be; an import knows more about her than a form does. */
export type NewStudent = StudentInput & {
  instructorText?: string | null;
  formerNumber?: string | null;
  importId?: string | null;
};

/** What a list sorts by: the last name first, in the order of the Norwegian alphabet. */
export const sortNameOf = (row: Pick<NewStudent, "firstName" | "lastName">) =>
  sortKey(row.lastName, row.firstName);

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

type Findable = Pick<NewStudent, "firstName" | "lastName" | "phone" | "email" | "formerNumber">;

/** A Norwegian number as people say it, a foreign one with its country code. */
export const spoken = (phone: string | null) =>
  phone?.replace(/^\+47/, "").replace(/^\+/, "") ?? "";

/**
 * Her words in the search index, but for the number, which only the database knows yet. An address
 * is found by what stands before its @: half the register shares the rest.
 */
export function wordsOf(row: Findable): string {
  const { firstName, lastName, phone, email, formerNumber } = row;
  const mailbox = email?.split("@")[0] ?? "";
  return [firstName, lastName, spoken(phone), mailbox, formerNumber ?? ""].join(" ");
}

/** What was typed into a search, in the spelling of those words. */
export function searchText(q: string): string {
  const digits = q.replaceAll(/[\s()-]/g, "");
  if (/^\+?\d{5,15}$/.test(digits)) return digits.replace(/^(\+|00)47/, "").replace(/^\+/, "");
  return q.replaceAll(/@\S*/g, " ");
}

const counter = (schoolId: string) =>
  sql`(select next from counters where school_id = ${schoolId} and name = ${STUDENT_COUNTER})`;

/** Makes room for `n` numbers: numbers are given out in the batch that uses them, or not at all. */
export function takeNumbers(ctx: Ctx, n: number): Statement[] {
  const { schoolId } = ctx.actor;
  const name = STUDENT_COUNTER;
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
  const own = and(mine(ctx), eq(students.id, id));
  return [
    ...takeNumbers(ctx, 1),
    ctx.db.insert(students).values({
      ...fields,
      schoolId,
      id,
      number: sql`${counter(schoolId)} - 1`,
      sortName: sortNameOf(row),
      createdAt: ctx.now,
    }),
    // After the row: a form sent twice must meet its own id first, and not its own national id.
    ...(nationalId
      ? [
          ctx.db
            .update(students)
            .set(sealedId(ctx, id, nationalId))
            .where(own),
        ]
      : []),
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
export function indexStudent(ctx: Ctx, id: string, row: Findable): Statement[] {
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
    cross join students s on s.school_id = ${ctx.actor.schoolId} and s.id = j.value where true`;
  return insertFrom(ctx, searchTerms, { filling, from }).onConflictDoNothing();
}

type Change = Partial<Omit<typeof students.$inferInsert, "schoolId" | "id" | "number" | "version">>;

/** Takes classes and words away before they are written anew. */
export function clearClasses(ctx: Ctx, id: string): Statement {
  const { schoolId } = ctx.actor;
  return ctx.db
    .delete(studentClasses)
    .where(and(eq(studentClasses.schoolId, schoolId), eq(studentClasses.studentId, id)));
}

/** Counts a change to what belongs to her; mustChange() stands right after it. */
export function touchStudent(ctx: Ctx, { id, version }: { id: string; version?: number }) {
  const seen = version === undefined ? undefined : eq(students.version, version);
  return ctx.db
    .update(students)
    .set({ version: sql`${students.version} + 1` })
    .where(and(mine(ctx), eq(students.id, id), seen));
}

/** Writes over the version that was seen and no other; mustChange() stands right after it. */
export function updateStudent(ctx: Ctx, seen: Seen, change: Change): Statement {
  return ctx.db
    .update(students)
    .set({ ...change, version: sql`${students.version} + 1` })
    .where(and(mine(ctx), eq(students.id, seen.id), eq(students.version, seen.version)));
}
