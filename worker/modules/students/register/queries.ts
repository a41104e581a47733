import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { findIds, inOrder, oneOf } from "#worker/lib/search.ts";
import { asNamed, employees, instructorRows } from "#worker/modules/employees/mod.ts";
import { branches, classChoice, openBranches } from "#worker/modules/schools/mod.ts";
import { type ClassPair, classesOf, classPairs, mine, STUDENT, searchText } from "../queries.ts";
import { studentClasses, students } from "../schema.ts";
import type { StudentList, StudentRow } from "./input.ts";

const listed = {
  id: students.id,
  number: students.number,
  firstName: students.firstName,
  lastName: students.lastName,
  sortName: students.sortName,
  birthDate: students.birthDate,
  email: students.email,
  phone: students.phone,
  address: students.address,
  postalCode: students.postalCode,
  status: students.status,
  branchId: students.branchId,
  branch: branches.name,
  instructorId: students.instructorId,
  instructor: sql<string | null>`${employees.firstName} || ' ' || ${employees.lastName}`.as(
    "instructor",
  ),
  instructorText: students.instructorText,
  startedOn: students.startedOn,
  version: students.version,
  pairs: classPairs,
};

const herInstructor = and(
  eq(employees.schoolId, students.schoolId),
  eq(employees.id, students.instructorId),
);
const herBranch = and(eq(branches.schoolId, students.schoolId), eq(branches.id, students.branchId));
const trainsFor = (code: string) => sql`exists (select 1 from student_classes t
  where t.school_id = students.school_id and t.student_id = students.id and t.class_code = ${code})`;

type Filters = Pick<StudentList, "status" | "class" | "instructor" | "branch" | "unplaced">;

// The class stands last: SQLite asks for it only where all the rest fits.
function filtersOn({ status, instructor, branch, unplaced, ...rest }: Filters): SQL | undefined {
  return and(
    instructor ? eq(students.instructorId, instructor) : undefined,
    branch ? eq(students.branchId, branch) : undefined,
    unplaced && isNull(students.instructorId),
    unplaced && isNotNull(students.instructorText),
    status && eq(students.status, status),
    rest.class && trainsFor(rest.class),
  );
}

const onlyClass = ({ status, instructor, branch, unplaced, ...rest }: Filters) =>
  status || instructor || branch || unplaced ? undefined : rest.class;

/** A page of the register without a search, for a batch. One row too many tells of more. */
export function registerPage(ctx: Ctx, list: StudentList) {
  const code = onlyClass(list);
  // A class alone walks its own index; with another filter the student's index is the shorter way.
  const sorts = code
    ? { name: studentClasses.sortName, number: studentClasses.number }
    : { name: students.sortName, number: students.number };
  const id = code ? studentClasses.studentId : students.id;
  const { after, order, limit } = keyset(sorts, id, list);
  const scope = code
    ? and(eq(studentClasses.schoolId, ctx.actor.schoolId), eq(studentClasses.classCode, code))
    : and(mine(ctx), filtersOn(list));
  const inClass = and(
    eq(studentClasses.schoolId, students.schoolId),
    eq(studentClasses.studentId, students.id),
  );
  const from = ctx.db.select(listed).from(students).$dynamic();
  const joined = code ? from.innerJoin(studentClasses, inClass) : from;
  return joined
    .leftJoin(employees, herInstructor)
    .leftJoin(branches, herBranch)
    .where(and(scope, after))
    .orderBy(...order)
    .limit(limit);
}

/** The rows of these ids, for a batch; `inOrder` puts them as they were found. */
export function rowsOf(ctx: Ctx, ids: readonly string[]) {
  return ctx.db
    .select(listed)
    .from(students)
    .leftJoin(employees, herInstructor)
    .leftJoin(branches, herBranch)
    .where(and(mine(ctx), oneOf(students.id, ids)));
}

/** The students that fit a search, and where its next page begins. */
export function findStudents(ctx: Ctx, list: StudentList) {
  const fits = filtersOn(list);
  const also =
    fits &&
    sql`exists (select 1 from students where ${and(mine(ctx), sql`students.id = s.id`, fits)})`;
  return findIds(ctx, STUDENT, { ...list, q: searchText(list.q) }, also);
}

type Read = Omit<StudentRow, "classes" | "automaticOnly"> & {
  sortName: string;
  address: string | null;
  pairs: readonly ClassPair[];
};

/** As a list shows her: the address is for files. */
export function toRow({ pairs, sortName, address, ...row }: Read): StudentRow {
  return { ...row, ...classesOf(pairs) };
}

/** A page of what the queries brought. */
export function toRegister(rows: readonly Read[], list: StudentList): Paged<StudentRow> {
  const { items, after } = toPage(rows, list, (row, sort) =>
    sort === "name" ? row.sortName : row.number,
  );
  return { items: items.map(toRow), after };
}

/** A page of the register, searched or not. */
export async function listStudents(ctx: Ctx, list: StudentList): Promise<Paged<StudentRow>> {
  if (!list.q) return toRegister(await registerPage(ctx, list), list);
  const { ids, after } = await findStudents(ctx, list);
  return { items: inOrder(await rowsOf(ctx, ids), ids).map(toRow), after };
}

/** A page of the register with what its filters offer: one trip, or two with a search. */
export async function readRegister(ctx: Ctx, list: StudentList) {
  const trained = sql`exists (select 1 from student_classes t
    where t.school_id = ${ctx.actor.schoolId} and t.class_code = j.value)`;
  const found = list.q ? await findStudents(ctx, list) : undefined;
  const [rows, instructors, places, classes] = await ctx.db.batch([
    found ? rowsOf(ctx, found.ids) : registerPage(ctx, list),
    instructorRows(ctx),
    openBranches(ctx),
    classChoice(ctx, trained),
  ]);
  const page = found
    ? { items: inOrder(rows, found.ids).map(toRow), after: found.after }
    : toRegister(rows, list);
  return {
    page,
    instructors: asNamed(instructors),
    branches: places,
    classes: classes.map(({ code }) => code),
  };
}
