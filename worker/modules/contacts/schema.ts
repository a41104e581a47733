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
import { imports } from "#worker/modules/imports/schema.ts";
import { schools } from "#worker/modules/schools/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { users } from "#worker/modules/users/schema.ts";

/** A guardian or payer: a person, or a company that pays, of one or more students. */
export const contacts = sqliteTable(
  "contacts",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    id: text().notNull(),
    userId: text("user_id").references(() => users.id),
    name: text().notNull(),
    sortName: text("sort_name").notNull(),
    email: text(),
    phone: text(),
    address: text(),
    postalCode: text("postal_code"),
    orgnr: text(), // a payer that is a company
    // Kept by triggers on student_contacts: a list of one role reads its own index.
    guardian: integer({ mode: "boolean" }).notNull().default(false),
    payer: integer({ mode: "boolean" }).notNull().default(false),
    importId: text("import_id"),
    createdAt: text("created_at").notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("contacts_name").on(t.schoolId, t.sortName, t.id),
    index("contacts_guardians").on(t.schoolId, t.sortName, t.id).where(sql`${t.guardian} = 1`),
    index("contacts_payers").on(t.schoolId, t.sortName, t.id).where(sql`${t.payer} = 1`),
    index("contacts_nobodys")
      .on(t.schoolId, t.sortName, t.id)
      .where(sql`${t.guardian} = 0 and ${t.payer} = 0`),
    index("contacts_phone").on(t.schoolId, t.phone),
    index("contacts_import").on(t.schoolId, t.importId).where(sql`${t.importId} is not null`),
    index("contacts_user").on(t.schoolId, t.userId).where(sql`${t.userId} is not null`),
    foreignKey({
      columns: [t.schoolId, t.importId],
      foreignColumns: [imports.schoolId, imports.id],
    }),
    check("contacts_created_at", isInstant(t.createdAt)),
    check("contacts_version", sql`${t.version} > 0`),
  ],
);

/** Who answers for a student, and who pays. */
export const studentContacts = sqliteTable(
  "student_contacts",
  {
    schoolId: text("school_id").notNull(),
    studentId: text("student_id").notNull(),
    contactId: text("contact_id").notNull(),
    role: text({ enum: ["guardian", "payer"] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.studentId, t.contactId, t.role] }),
    index("student_contacts_of").on(t.schoolId, t.contactId),
    // Covers what is asked of it: SQLite passed over the narrow one and walked the whole school.
    index("student_contacts_whose").on(t.schoolId, t.contactId, t.studentId, t.role),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.contactId],
      foreignColumns: [contacts.schoolId, contacts.id],
    }),
  ],
);
