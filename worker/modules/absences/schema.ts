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
import { employees } from "#worker/modules/employees/schema.ts";

/** When somebody who otherwise works is away. A trigger refuses new claims on her meanwhile. */
export const absences = sqliteTable(
  "absences",
  {
    schoolId: text("school_id").notNull(),
    id: text().notNull(),
    employeeId: text("employee_id").notNull(),
    kind: text().notNull(), // sick, child_sick, holiday, leave, course, other
    startsAt: text("starts_at").notNull(),
    endsAt: text("ends_at").notNull(),
    note: text(),
    cancelledAt: text("cancelled_at"),
    createdBy: text("created_by").notNull(),
    createdAt: text("created_at").notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    // By the end: what is over is never read again, and what lies ahead is little.
    index("absences_employee")
      .on(t.schoolId, t.employeeId, t.endsAt)
      .where(sql`${t.cancelledAt} is null`),
    index("absences_ends").on(t.schoolId, t.endsAt).where(sql`${t.cancelledAt} is null`),
    index("absences_starts").on(t.schoolId, t.startsAt, t.id),
    foreignKey({
      columns: [t.schoolId, t.employeeId],
      foreignColumns: [employees.schoolId, employees.id],
    }),
    check("absences_starts_at", isInstant(t.startsAt)),
    check("absences_ends_at", isInstant(t.endsAt)),
    check("absences_cancelled_at", isInstant(t.cancelledAt)),
    check("absences_created_at", isInstant(t.createdAt)),
    check("absences_order", sql`${t.endsAt} > ${t.startsAt}`),
    check("absences_version", sql`${t.version} > 0`),
  ],
);

/** A day on which somebody works other hours than her weekday says. No span: not at all. */
export const planExceptions = sqliteTable(
  "plan_exceptions",
  {
    schoolId: text("school_id").notNull(),
    employeeId: text("employee_id").notNull(),
    onDate: text("on_date").notNull(),
    spans: text({ mode: "json" }).$type<readonly { starts: string; ends: string }[]>().notNull(),
    note: text(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.employeeId, t.onDate] }),
    index("plan_exceptions_date").on(t.schoolId, t.onDate),
    foreignKey({
      columns: [t.schoolId, t.employeeId],
      foreignColumns: [employees.schoolId, employees.id],
    }),
    check("plan_exceptions_on_date", isDate(t.onDate)),
    check("plan_exceptions_version", sql`${t.version} > 0`),
  ],
);
