import { and, eq, gt, not, or, type SQL, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { foldedWords } from "#worker/lib/fold.ts";
import { fromJson, insertFrom } from "#worker/lib/many.ts";
import { oneOf, searchTerms } from "#worker/lib/search.ts";
import {
  indexNumbers,
  mine,
  type NewStudent,
  STUDENT,
  sealedId,
  sortNameOf,
  takeNumbers,
  wordsOf,
} from "../queries.ts";
import { openingBalances, studentClasses, students } from "../schema.ts";
import { usedElsewhere } from "./used.ts";

// Students that come many at a time. Each statement takes its rows as one JSON parameter, so that
// hundreds fit in a batch: D1 binds at most 100 parameters a statement.

const plain = (name: keyof NewStudent | "id" | "sortName" | "nationalIdEnc" | "nationalIdIndex") =>
  fromJson(name);

/** Some hundred students with numbers in the order of `rows`, classes and words: 6 statements. */
export function insertStudents(
  ctx: Ctx,
  rows: readonly (NewStudent & { id: string })[],
): Statement[] {
  const full = rows.map(({ nationalId, ...row }) => ({
    ...row,
    ...sealedId(ctx, row.id, nationalId),
    sortName: sortNameOf(row),
  }));
  const json = JSON.stringify(full);
  const words = rows.flatMap((row) => foldedWords(wordsOf(row)).map((word) => [word, row.id]));
  const ids = rows.map((row) => row.id);
  return [
    ...takeNumbers(ctx, rows.length),
    insertRows(ctx, json, rows.length),
    insertClassRows(ctx, json),
    insertWords(ctx, words),
    indexNumbers(ctx, ids),
  ];
}

function insertRows(ctx: Ctx, json: string, n: number): Statement {
  const { schoolId } = ctx.actor;
  const filling = {
    schoolId: sql`${schoolId}`,
    id: plain("id"),
    // The counter stands n further on already, and json_each counts from nought.
    number: sql`c.next - ${n} + j.key`,
    userId: null,
    firstName: plain("firstName"),
    lastName: plain("lastName"),
    sortName: plain("sortName"),
    birthDate: plain("birthDate"),
    email: plain("email"),
    phone: plain("phone"),
    address: plain("address"),
    postalCode: plain("postalCode"),
    status: plain("status"),
    branchId: plain("branchId"),
    instructorId: plain("instructorId"),
    instructorText: plain("instructorText"),
    startedOn: plain("startedOn"),
    note: plain("note"),
    nationalIdEnc: plain("nationalIdEnc"),
    nationalIdIndex: plain("nationalIdIndex"),
    formerNumber: plain("formerNumber"),
    importId: plain("importId"),
    createdAt: sql`${ctx.now}`,
    version: sql`1`,
  };
  const from = sql`counters c, json_each(${json}) j
    where c.school_id = ${schoolId} and c.name = 'student'`;
  return insertFrom(ctx, students, { filling, from });
}

function insertClassRows(ctx: Ctx, json: string): Statement {
  const filling = {
    schoolId: sql`s.school_id`,
    studentId: sql`s.id`,
    classCode: sql`c.value`,
    automaticOnly: sql`exists (select 1 from json_each(j.value, '$.automaticOnly') a
      where a.value = c.value)`,
    sortName: sql`s.sort_name`,
    number: sql`s.number`,
  };
  // "cross": SQLite would rather walk the whole school and look each student up in the text.
  const from = sql`json_each(${json}) j, json_each(j.value, '$.classes') c
    cross join students s on s.school_id = ${ctx.actor.schoolId} and s.id = j.value ->> 'id'`;
  return insertFrom(ctx, studentClasses, { filling, from });
}

function insertWords(ctx: Ctx, words: readonly string[][]): Statement {
  const filling = {
    schoolId: sql`${ctx.actor.schoolId}`,
    kind: sql`${STUDENT}`,
    term: sql`j.value ->> 0`,
    id: sql`j.value ->> 1`,
  };
  return insertFrom(ctx, searchTerms, {
    filling,
    from: sql`json_each(${JSON.stringify(words)}) j`,
  });
}

/** What students owed or had to their credit in the system they came from, in øre. */
export function insertBalances(
  ctx: Ctx,
  rows: readonly { studentId: string; amount: number }[],
): Statement {
  const filling = {
    schoolId: sql`${ctx.actor.schoolId}`,
    studentId: fromJson("studentId"),
    amount: fromJson("amount"),
    at: sql`${ctx.now}`,
  };
  const from = sql`json_each(${JSON.stringify(rows)}) j`;
  return insertFrom(ctx, openingBalances, { filling, from });
}

/** Those of `ids` that nobody has changed or used since they came: all an undo may take away. */
export function untouched(ctx: Ctx, ids: readonly string[]): SQL {
  return sql`(select s.id from students s where s.school_id = ${ctx.actor.schoolId}
    and s.id in (select value from json_each(${JSON.stringify(ids)})) and s.version = 1
    and not ${usedElsewhere("s")})`;
}

/**
 * Takes untouched students away again, with all that came along. Their contacts must be let go of
 * first, in the same batch: `unlinkStudents` of contacts.
 */
export function deleteStudents(ctx: Ctx, ids: readonly string[]): Statement[] {
  const { schoolId } = ctx.actor;
  const those = untouched(ctx, ids);
  return [
    ctx.db
      .delete(searchTerms)
      .where(
        and(
          eq(searchTerms.schoolId, schoolId),
          eq(searchTerms.kind, STUDENT),
          sql`${searchTerms.id} in ${those}`,
        ),
      ),
    ctx.db
      .delete(studentClasses)
      .where(
        and(eq(studentClasses.schoolId, schoolId), sql`${studentClasses.studentId} in ${those}`),
      ),
    ctx.db
      .delete(openingBalances)
      .where(
        and(eq(openingBalances.schoolId, schoolId), sql`${openingBalances.studentId} in ${those}`),
      ),
    ctx.db.delete(students).where(and(mine(ctx), sql`${students.id} in ${those}`)),
  ];
}

type Some = { limit?: number; touched?: boolean };

/** What an import brought and is still there: all, or those (not) changed or used since they came. */
export function arrivedBy(ctx: Ctx, importId: string, { limit = 200, touched }: Some = {}) {
  const used = usedElsewhere("students");
  const those =
    touched === undefined
      ? undefined
      : touched
        ? or(gt(students.version, 1), used)
        : and(eq(students.version, 1), not(used));
  return ctx.db
    .select({
      id: students.id,
      number: students.number,
      firstName: students.firstName,
      lastName: students.lastName,
    })
    .from(students)
    .where(and(mine(ctx), eq(students.importId, importId), those))
    .limit(limit); // in no order: one would have the whole import sorted for each piece of it
}

/** Who is registered under one of these sort names, to tell who comes a second time. */
export function namesakes(ctx: Ctx, sortNames: readonly string[]) {
  return ctx.db
    .select({
      firstName: students.firstName,
      lastName: students.lastName,
      birthDate: students.birthDate,
      hasNationalId: sql<boolean>`${students.nationalIdIndex} is not null`.mapWith(Boolean),
      importId: students.importId,
    })
    .from(students)
    .where(and(mine(ctx), oneOf(students.sortName, sortNames)));
}

/** Which of these blind indexes the school has already: a second student is refused by name of field. */
export function takenNationalIds(ctx: Ctx, indexes: readonly string[]) {
  return ctx.db
    .select({ index: students.nationalIdIndex })
    .from(students)
    .where(
      and(
        mine(ctx),
        sql`${students.nationalIdIndex} in
      (select value from json_each(${JSON.stringify(indexes)}))`,
      ),
    );
}
