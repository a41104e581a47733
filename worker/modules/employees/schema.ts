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
import { isDate } from "#worker/lib/checks.ts";
import { schools } from "#worker/modules/schools/schema.ts";
import { users } from "#worker/modules/users/schema.ts";

export const employees = sqliteTable(
  "employees",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    id: text().notNull(),
    userId: text("user_id").references(() => users.id), // once she signs in
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    sortName: text("sort_name").notNull(),
    email: text(),
    phone: text(),
    title: text(),
    branchId: text("branch_id"),
    teaches: integer({ mode: "boolean" }).notNull().default(true), // can be a student's instructor
    hiredOn: text("hired_on"),
    leftOn: text("left_on"),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("employees_sort_name").on(t.schoolId, t.sortName, t.id),
    index("employees_user").on(t.schoolId, t.userId),
    // An address says who somebody is when she signs in, so two who work here cannot share one.
    uniqueIndex("employees_email")
      .on(t.schoolId, t.email)
      .where(sql`${t.email} is not null and ${t.leftOn} is null`),
    check("employees_hired_on", isDate(t.hiredOn)),
    check("employees_left_on", isDate(t.leftOn)),
    check("employees_version", sql`${t.version} > 0`),
  ],
);

/** The classes an instructor may teach, each with the days the road authority's approval holds. */
export const approvals = sqliteTable(
  "approvals",
  {
    schoolId: text("school_id").notNull(),
    employeeId: text("employee_id").notNull(),
    classCode: text("class_code").notNull(),
    approvedFrom: text("approved_from").notNull(),
    approvedTo: text("approved_to"), // null: until further notice
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.employeeId, t.classCode] }),
    index("approvals_to").on(t.schoolId, t.approvedTo),
    index("approvals_class").on(t.schoolId, t.classCode),
    foreignKey({
      columns: [t.schoolId, t.employeeId],
      foreignColumns: [employees.schoolId, employees.id],
    }),
    check("approvals_from", isDate(t.approvedFrom)),
    check("approvals_to_date", isDate(t.approvedTo)),
    check("approvals_order", sql`${t.approvedTo} is null or ${t.approvedTo} >= ${t.approvedFrom}`),
  ],
);

/** When somebody works, by ISO weekday and wall time; several spans a day are several rows. */
export const workingHours = sqliteTable(
  "working_hours",
  {
    schoolId: text("school_id").notNull(),
    employeeId: text("employee_id").notNull(),
    weekday: integer().notNull(),
    starts: text().notNull(),
    ends: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.employeeId, t.weekday, t.starts] }),
    foreignKey({
      columns: [t.schoolId, t.employeeId],
      foreignColumns: [employees.schoolId, employees.id],
    }),
    check("working_hours_weekday", sql`${t.weekday} between 1 and 7`),
    check("working_hours_starts", sql`${t.starts} is strftime('%H:%M', ${t.starts})`),
    check("working_hours_ends", sql`${t.ends} is strftime('%H:%M', ${t.ends})`),
    check("working_hours_order", sql`${t.ends} > ${t.starts}`),
  ],
);
