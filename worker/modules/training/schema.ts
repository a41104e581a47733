import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
} from "drizzle-orm/sqlite-core";
import { isDate, isInstant } from "#worker/lib/checks.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { employees } from "#worker/modules/employees/schema.ts";
import { students } from "#worker/modules/students/schema.ts";

const school = () => text("school_id").notNull();
const student = () => text("student_id").notNull();
const byWhom = () => text("by").notNull(); // a user's id
const when = () => text("at").notNull();

/** Taken back, with a reason: what was written stays to be seen. */
const withdrawal = () => ({
  withdrawnAt: text("withdrawn_at"),
  withdrawnBy: text("withdrawn_by"),
  withdrawnWhy: text("withdrawn_why"),
});

/** The curriculum a student started a class on. Until training starts there is no row. */
export const trainingPlans = sqliteTable(
  "training_plans",
  {
    schoolId: school(),
    studentId: student(),
    classCode: text("class_code").$type<ClassCode>().notNull(),
    version: text().notNull(), // the day from which that curriculum held
    route: text({ enum: ["full", "upgrade"] }).notNull(),
    startedOn: text("started_on").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.studentId, t.classCode] }),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    check("training_plans_version", isDate(t.version)),
    check("training_plans_started_on", isDate(t.startedOn)),
  ],
);

/** What a student has done of a step, or is credited with. Triggers let a row be withdrawn only. */
export const trainingRecords = sqliteTable(
  "training_records",
  {
    schoolId: school(),
    id: text().notNull(),
    studentId: student(),
    classCode: text("class_code").$type<ClassCode>().notNull(),
    step: text().notNull(),
    minutes: integer().notNull(),
    onDate: text("on_date").notNull(),
    source: text({ enum: ["lesson", "manual", "import", "credit"] }).notNull(),
    /** The parts of the step that were taken, where the law wants each of them. */
    themes: text({ mode: "json" }).$type<readonly string[]>().notNull(),
    employeeId: text("employee_id"),
    groupSize: integer("group_size"),
    /** An assessment's advice: ready for the next stage, or not yet. It blocks nothing. */
    recommendation: text({ enum: ["ready", "not_yet"] }),
    note: text(),
    bookingId: text("booking_id"),
    by: byWhom(),
    at: when(),
    ...withdrawal(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("training_records_of").on(t.schoolId, t.studentId, t.onDate),
    index("training_records_booking")
      .on(t.schoolId, t.bookingId)
      .where(sql`${t.bookingId} is not null`),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.employeeId],
      foreignColumns: [employees.schoolId, employees.id],
    }),
    check("training_records_minutes", sql`${t.minutes} between 1 and 2000`),
    check("training_records_group", sql`${t.groupSize} is null or ${t.groupSize} > 0`),
    check("training_records_on_date", isDate(t.onDate)),
    check("training_records_at", isInstant(t.at)),
    check("training_records_withdrawn_at", isInstant(t.withdrawnAt)),
  ],
);

/** Licences, permits, applications and tests: what others have decided about a student. */
export const trainingPapers = sqliteTable(
  "training_papers",
  {
    schoolId: school(),
    id: text().notNull(),
    studentId: student(),
    kind: text().notNull(),
    classCode: text("class_code").$type<ClassCode>(),
    onDate: text("on_date").notNull(),
    until: text(), // the last day it holds
    passed: integer({ mode: "boolean" }), // of a test
    note: text(),
    by: byWhom(),
    at: when(),
    ...withdrawal(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("training_papers_of").on(t.schoolId, t.studentId, t.onDate),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    check("training_papers_on_date", isDate(t.onDate)),
    check("training_papers_until", isDate(t.until)),
    check("training_papers_order", sql`${t.until} is null or ${t.until} >= ${t.onDate}`),
    check("training_papers_at", isInstant(t.at)),
    check("training_papers_withdrawn_at", isInstant(t.withdrawnAt)),
  ],
);

/** A rule the academic leader has set aside for one student and one step, and why. */
export const trainingOverrides = sqliteTable(
  "training_overrides",
  {
    schoolId: school(),
    id: text().notNull(),
    studentId: student(),
    classCode: text("class_code").$type<ClassCode>().notNull(),
    step: text().notNull(),
    rule: text().notNull(),
    reason: text().notNull(),
    by: byWhom(),
    at: when(),
    ...withdrawal(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("training_overrides_of").on(t.schoolId, t.studentId, t.step),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    check("training_overrides_at", isInstant(t.at)),
    check("training_overrides_withdrawn_at", isInstant(t.withdrawnAt)),
  ],
);
