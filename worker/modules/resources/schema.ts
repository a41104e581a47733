import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { isDate } from "#worker/lib/checks.ts";
import { branches, schools } from "#worker/modules/schools/schema.ts";

/** Places that a lesson takes up: classrooms, meeting rooms, practice grounds. Trailers are vehicles. */
export const rooms = sqliteTable(
  "rooms",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    id: text().notNull(),
    kind: text().notNull(), // classroom, meeting, track, yard, simulator
    name: text().notNull(),
    seats: integer(),
    branchId: text("branch_id"),
    address: text(),
    note: text(),
    closedOn: text("closed_on"),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("rooms_name").on(t.schoolId, t.name),
    foreignKey({
      columns: [t.schoolId, t.branchId],
      foreignColumns: [branches.schoolId, branches.id],
    }),
    check("rooms_seats", sql`${t.seats} is null or ${t.seats} between 1 and 1000`),
    check("rooms_closed_on", isDate(t.closedOn)),
    check("rooms_version", sql`${t.version} > 0`),
  ],
);
