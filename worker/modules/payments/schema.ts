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
import { contacts } from "#worker/modules/contacts/schema.ts";
import { schools } from "#worker/modules/schools/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import type { Method } from "./input.ts";

const schoolId = () =>
  text("school_id")
    .notNull()
    .references(() => schools.id);

/** Money that came from or for a student. What was wrong is reversed, never changed. */
export const payments = sqliteTable(
  "payments",
  {
    schoolId: schoolId(),
    id: text().notNull(),
    studentId: text("student_id").notNull(),
    payerId: text("payer_id"),
    receivedOn: text("received_on").notNull(),
    method: text().$type<Method>().notNull(),
    amountOre: integer("amount_ore").notNull(),
    /** How much of it went to no invoice and became the student's credit. */
    creditOre: integer("credit_ore").notNull(),
    /** What the bank said: a KID or a text. */
    reference: text(),
    note: text(),
    at: text().notNull(),
    by: text().notNull(),
    reversedOn: text("reversed_on"),
    reversedBy: text("reversed_by"),
    reason: text(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("payments_received").on(t.schoolId, t.receivedOn, t.id),
    index("payments_method_received").on(t.schoolId, t.method, t.receivedOn, t.id),
    index("payments_student_received").on(t.schoolId, t.studentId, t.receivedOn, t.id),
    index("payments_reversed")
      .on(t.schoolId, t.receivedOn, t.id)
      .where(sql`${t.reversedOn} is not null`),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.payerId],
      foreignColumns: [contacts.schoolId, contacts.id],
    }),
    check("payments_received_on", isDate(t.receivedOn)),
    check("payments_reversed_on", isDate(t.reversedOn)),
    check("payments_at", isInstant(t.at)),
    check(
      "payments_amount",
      sql`${t.amountOre} between 1 and 100000000 and typeof(${t.amountOre}) = 'integer'`,
    ),
    check("payments_credit", sql`${t.creditOre} between 0 and ${t.amountOre}`),
    check("payments_version", sql`${t.version} > 0`),
  ],
);
