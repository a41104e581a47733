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
import { isInstant } from "#worker/lib/checks.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { bookings } from "#worker/modules/bookings/schema.ts";
import { employees } from "#worker/modules/employees/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import type { Levels, Outcome, Recommendation } from "./input.ts";

/**
 * What became of a booking, as its instructor attested it. A correction is a new row with the next
 * version and a reason; the row before stays, marked as replaced. Triggers let nothing else change.
 */
export const lessons = sqliteTable(
  "lessons",
  {
    schoolId: text("school_id").notNull(),
    id: text().notNull(),
    bookingId: text("booking_id").notNull(),
    version: integer().notNull(),
    outcome: text().$type<Outcome>().notNull(),
    studentId: text("student_id").notNull(),
    instructorId: text("instructor_id"),
    // As it was held: what moves a booking afterwards moves no attested lesson.
    startsAt: text("starts_at").notNull(),
    minutes: integer().notNull(), // 0 unless it was delivered
    classCode: text("class_code").$type<ClassCode>(),
    step: text(),
    themes: text({ mode: "json" }).$type<readonly string[]>().notNull(),
    levels: text({ mode: "json" }).$type<Levels>().notNull(),
    note: text(), // the student reads it
    cancelReason: text("cancel_reason"),
    /** Of a stage assessment: ready for the next stage, or not yet. It blocks nothing. */
    recommendation: text().$type<Recommendation>(),
    /** Why the version before was wrong. */
    reason: text(),
    recordId: text("record_id"), // the training record it wrote
    attestedBy: text("attested_by").notNull(), // a user's id
    attestedAt: text("attested_at").notNull(),
    supersededAt: text("superseded_at"),
    signedAt: text("signed_at"), // by the student
    signedBy: text("signed_by"),
    objectedAt: text("objected_at"),
    objection: text(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("lessons_version").on(t.schoolId, t.bookingId, t.version),
    uniqueIndex("lessons_current")
      .on(t.schoolId, t.bookingId)
      .where(sql`${t.supersededAt} is null`),
    index("lessons_student")
      .on(t.schoolId, t.studentId, t.startsAt, t.bookingId)
      .where(sql`${t.supersededAt} is null`),
    // What a student does not agree with waits for an answer.
    index("lessons_objected")
      .on(t.schoolId, t.startsAt, t.bookingId)
      .where(
        sql`${t.supersededAt} is null and ${t.objectedAt} is not null and ${t.signedAt} is null`,
      ),
    foreignKey({
      columns: [t.schoolId, t.bookingId],
      foreignColumns: [bookings.schoolId, bookings.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.instructorId],
      foreignColumns: [employees.schoolId, employees.id],
    }),
    check("lessons_starts_at", isInstant(t.startsAt)),
    check("lessons_attested_at", isInstant(t.attestedAt)),
    check("lessons_superseded_at", isInstant(t.supersededAt)),
    check("lessons_signed_at", isInstant(t.signedAt)),
    check("lessons_objected_at", isInstant(t.objectedAt)),
    check("lessons_minutes", sql`${t.minutes} between 0 and 960`),
    check("lessons_version_above_0", sql`${t.version} > 0`),
    check("lessons_reason", sql`${t.version} = 1 or coalesce(length(${t.reason}), 0) > 0`),
    check("lessons_begun", sql`${t.attestedAt} >= ${t.startsAt}`),
  ],
);

/** How a student sees herself at the end of a stage. Hers to change until she has signed. */
export const selfAssessments = sqliteTable(
  "self_assessments",
  {
    schoolId: text("school_id").notNull(),
    bookingId: text("booking_id").notNull(),
    levels: text({ mode: "json" }).$type<Levels>().notNull(),
    note: text(),
    by: text().notNull(), // a user's id
    at: text().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.bookingId] }),
    foreignKey({
      columns: [t.schoolId, t.bookingId],
      foreignColumns: [bookings.schoolId, bookings.id],
    }),
    check("self_assessments_at", isInstant(t.at)),
    check("self_assessments_version", sql`${t.version} > 0`),
  ],
);
