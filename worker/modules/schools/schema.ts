import { sql } from "drizzle-orm";
import {
  check,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { isDate, isInstant } from "#worker/lib/checks.ts";

/** The tenants. One row, `platform`, owns what belongs to no school. */
export const schools = sqliteTable(
  "schools",
  {
    id: text().primaryKey(),
    slug: text().notNull(),
    name: text().notNull(),
    orgnr: text(),
    email: text(),
    phone: text(),
    address: text(),
    postalCode: text("postal_code"), // the town is looked up, never stored
    createdAt: text("created_at").notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex("schools_slug").on(t.slug),
    uniqueIndex("schools_orgnr").on(t.orgnr),
    check("schools_created_at", isInstant(t.createdAt)),
    check("schools_version", sql`${t.version} > 0`),
  ],
);

const schoolId = () =>
  text("school_id")
    .notNull()
    .references(() => schools.id);

export const branches = sqliteTable(
  "branches",
  {
    schoolId: schoolId(),
    id: text().notNull(),
    name: text().notNull(),
    address: text(),
    postalCode: text("postal_code"),
    phone: text(),
    closedOn: text("closed_on"),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("branches_name").on(t.schoolId, t.name),
    check("branches_closed_on", isDate(t.closedOn)),
    check("branches_version", sql`${t.version} > 0`),
  ],
);

/** The licence classes a school offers. */
export const schoolClasses = sqliteTable(
  "school_classes",
  { schoolId: schoolId(), code: text().notNull(), since: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.code] }),
    check("school_classes_since", isDate(t.since)),
  ],
);

/** Every value a setting ever had: the newest `since` rules, the others are its history. */
export const settings = sqliteTable(
  "settings",
  {
    schoolId: schoolId(),
    key: text().notNull(),
    since: text().notNull(),
    id: text().notNull(),
    value: text({ mode: "json" }).notNull(),
    setBy: text("set_by").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.key, t.since, t.id] }),
    check("settings_since", isInstant(t.since)),
  ],
);

/** The next student number and the like: taken by an UPDATE in the same batch as the row. */
export const counters = sqliteTable(
  "counters",
  { schoolId: schoolId(), name: text().notNull(), next: integer().notNull() },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.name] }),
    check("counters_next", sql`${t.next} > 0`),
  ],
);
