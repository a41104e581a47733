import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { isDate, isInstant } from "#worker/lib/checks.ts";
import { employees } from "#worker/modules/employees/schema.ts";
import { imports } from "#worker/modules/imports/schema.ts";
import { branches, schools } from "#worker/modules/schools/schema.ts";
import { users } from "#worker/modules/users/schema.ts";
import type { Status } from "./input.ts";

export const students = sqliteTable(
  "students",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    id: text().notNull(),
    number: integer().notNull(), // elevnummer, counted per school
    userId: text("user_id").references(() => users.id),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    sortName: text("sort_name").notNull(), // last name first, in the order of the Norwegian alphabet
    birthDate: text("birth_date").notNull(), // its own field: from 2032 no national id tells it
    email: text(),
    phone: text(),
    address: text(),
    postalCode: text("postal_code"),
    status: text().$type<Status>().notNull(),
    branchId: text("branch_id"),
    instructorId: text("instructor_id"),
    instructorText: text("instructor_text"), // a name from an old system that nobody here bears
    startedOn: text("started_on"),
    note: text(),
    nationalIdEnc: text("national_id_enc"),
    nationalIdIndex: text("national_id_index"), // blind: finds it without reading it
    formerNumber: text("former_number"), // the number in the system the school came from
    importId: text("import_id"),
    createdAt: text("created_at").notNull(),
    version: integer().notNull().default(1), // also counts changes to classes, contacts and balance
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("students_number").on(t.schoolId, t.number),
    uniqueIndex("students_national_id").on(t.schoolId, t.nationalIdIndex),
    // One index per sort, and per filter and sort: a filtered page reads what it shows.
    index("students_name").on(t.schoolId, t.sortName, t.id),
    index("students_status_name").on(t.schoolId, t.status, t.sortName, t.id),
    index("students_status_number").on(t.schoolId, t.status, t.number, t.id),
    index("students_instructor_name").on(t.schoolId, t.instructorId, t.sortName, t.id),
    index("students_instructor_number").on(t.schoolId, t.instructorId, t.number, t.id),
    index("students_unplaced")
      .on(t.schoolId, t.instructorText)
      .where(sql`${t.instructorText} is not null and ${t.instructorId} is null`),
    index("students_unplaced_name")
      .on(t.schoolId, t.sortName, t.id)
      .where(sql`${t.instructorText} is not null and ${t.instructorId} is null`),
    index("students_unplaced_number")
      .on(t.schoolId, t.number, t.id)
      .where(sql`${t.instructorText} is not null and ${t.instructorId} is null`),
    index("students_branch_name").on(t.schoolId, t.branchId, t.sortName, t.id),
    index("students_branch_number").on(t.schoolId, t.branchId, t.number, t.id),
    index("students_import").on(t.schoolId, t.importId).where(sql`${t.importId} is not null`),
    index("students_user").on(t.schoolId, t.userId).where(sql`${t.userId} is not null`),
    foreignKey({
      columns: [t.schoolId, t.branchId],
      foreignColumns: [branches.schoolId, branches.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.instructorId],
      foreignColumns: [employees.schoolId, employees.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.importId],
      foreignColumns: [imports.schoolId, imports.id],
    }),
    check("students_birth_date", isDate(t.birthDate)),
    check("students_started_on", isDate(t.startedOn)),
    check("students_created_at", isInstant(t.createdAt)),
    check("students_number_positive", sql`${t.number} > 0`),
    check("students_version", sql`${t.version} > 0`),
  ],
);

/** The classes a student trains for. The sort columns repeat the student's, for the filter by class. */
export const studentClasses = sqliteTable(
  "student_classes",
  {
    schoolId: text("school_id").notNull(),
    studentId: text("student_id").notNull(),
    classCode: text("class_code").notNull(),
    automaticOnly: integer("automatic_only", { mode: "boolean" }).notNull().default(false), // code 78
    sortName: text("sort_name").notNull(),
    number: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.studentId, t.classCode] }),
    index("student_classes_name").on(t.schoolId, t.classCode, t.sortName, t.studentId),
    index("student_classes_number").on(t.schoolId, t.classCode, t.number, t.studentId),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
  ],
);

/** What a student owed or had to her credit in the old system, kept until the ledger takes it over. */
export const openingBalances = sqliteTable(
  "opening_balances",
  {
    schoolId: text("school_id").notNull(),
    studentId: text("student_id").notNull(),
    amount: integer().notNull(), // øre; above zero is the student's credit
    at: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.studentId] }),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    check("opening_balances_at", isInstant(t.at)),
  ],
);

/** One change made to many students at once, with what it takes to undo it. */
export const bulkChanges = sqliteTable(
  "bulk_changes",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    id: text().notNull(),
    field: text({ enum: ["status", "instructorId"] }).notNull(),
    value: text(),
    at: text().notNull(),
    madeBy: text("made_by").notNull(),
    /** Each student with the value before and the version the change left behind. */
    items: text({ mode: "json" })
      .$type<readonly { id: string; before: string | null; version: number }[]>()
      .notNull(),
    undoneAt: text("undone_at"),
    /** The students that an undo left as they were, because they had changed since. */
    kept: text({ mode: "json" }).$type<readonly string[]>(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("bulk_changes_newest").on(t.schoolId, t.at),
    check("bulk_changes_at", isInstant(t.at)),
    check("bulk_changes_undone_at", isInstant(t.undoneAt)),
  ],
);
