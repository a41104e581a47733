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
import { isInstant } from "#worker/lib/checks.ts";
import { employees } from "#worker/modules/employees/schema.ts";
import { students } from "#worker/modules/students/schema.ts";

/** What a student and an instructor have written to each other; a trigger lets nothing be changed. */
export const messages = sqliteTable(
  "messages",
  {
    schoolId: text("school_id").notNull(),
    id: text().notNull(),
    studentId: text("student_id").notNull(),
    employeeId: text("employee_id").notNull(),
    sender: text({ enum: ["student", "instructor"] }).notNull(),
    body: text().notNull(),
    at: text().notNull(),
    by: text().notNull(), // a user's id
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("messages_thread").on(t.schoolId, t.studentId, t.employeeId, t.at, t.id),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.employeeId],
      foreignColumns: [employees.schoolId, employees.id],
    }),
    check("messages_at", isInstant(t.at)),
    check("messages_body", sql`length(${t.body}) between 1 and 2000`),
  ],
);

/** A student and an instructor who write to each other: what was said last, and what is unread. */
export const messageThreads = sqliteTable(
  "message_threads",
  {
    schoolId: text("school_id").notNull(),
    studentId: text("student_id").notNull(),
    employeeId: text("employee_id").notNull(),
    lastId: text("last_id").notNull(),
    lastAt: text("last_at").notNull(),
    lastSender: text("last_sender", { enum: ["student", "instructor"] }).notNull(),
    /** The beginning of what was said last. */
    lastText: text("last_text").notNull(),
    unreadByStudent: integer("unread_by_student").notNull().default(0),
    unreadByInstructor: integer("unread_by_instructor").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.studentId, t.employeeId] }),
    index("message_threads_instructor").on(t.schoolId, t.employeeId, t.lastAt, t.studentId),
    index("message_threads_waiting")
      .on(t.schoolId, t.employeeId, t.lastAt)
      .where(sql`${t.unreadByInstructor} > 0`),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.employeeId],
      foreignColumns: [employees.schoolId, employees.id],
    }),
    check("message_threads_last_at", isInstant(t.lastAt)),
    check(
      "message_threads_unread",
      sql`${t.unreadByStudent} >= 0 and ${t.unreadByInstructor} >= 0`,
    ),
  ],
);
