import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { isInstant } from "#worker/lib/checks.ts";
import { schools } from "#worker/modules/schools/schema.ts";

/** Erasures that were asked for, and what became of them. No word about whom but an id. */
export const erasures = sqliteTable(
  "erasures",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    id: text().notNull(),
    studentId: text("student_id").notNull(),
    why: text({ enum: ["asked", "retention"] }).notNull(),
    requestedBy: text("requested_by").notNull(),
    requestedAt: text("requested_at").notNull(),
    /** From then on the clock does it; before, a second person may. */
    dueAt: text("due_at").notNull(),
    withdrawnAt: text("withdrawn_at"),
    doneAt: text("done_at"),
    doneBy: text("done_by"),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("erasures_open")
      .on(t.schoolId, t.studentId)
      .where(sql`${t.doneAt} is null and ${t.withdrawnAt} is null`),
    // Of all schools: the clock asks once which are due.
    index("erasures_due").on(t.dueAt).where(sql`${t.doneAt} is null and ${t.withdrawnAt} is null`),
    check("erasures_requested_at", isInstant(t.requestedAt)),
    check("erasures_due_at", isInstant(t.dueAt)),
    check("erasures_withdrawn_at", isInstant(t.withdrawnAt)),
    check("erasures_done_at", isInstant(t.doneAt)),
    check("erasures_version", sql`${t.version} > 0`),
  ],
);

/**
 * Who was erased: an id, when, and a mac, and no word about her. It opens the triggers that keep
 * her texts as they were written, and a restore goes by it.
 */
export const tombstones = sqliteTable(
  "tombstones",
  {
    schoolId: text("school_id").notNull(),
    kind: text({ enum: ["student"] }).notNull(),
    id: text().notNull(),
    at: text().notNull(),
    kid: text().notNull(),
    mac: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.kind, t.id] }),
    check("tombstones_at", isInstant(t.at)),
  ],
);
