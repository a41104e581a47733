import { sql } from "drizzle-orm";
import { check, index, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { isInstant } from "#worker/lib/checks.ts";
import type { Role } from "#worker/lib/grants.ts";
import { schools } from "#worker/modules/schools/schema.ts";

const schoolId = () =>
  text("school_id")
    .notNull()
    .references(() => schools.id);

/** From where a role counts: as soon as one range names it, it counts from such ranges alone. */
export const addressRanges = sqliteTable(
  "address_ranges",
  {
    schoolId: schoolId(),
    id: text().notNull(),
    /** As `asRange` writes it: `192.0.2.0/24`. */
    range: text().notNull(),
    roles: text({ mode: "json" }).$type<readonly Role[]>().notNull(),
    note: text(),
    addedBy: text("added_by").notNull(),
    addedAt: text("added_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("address_ranges_range").on(t.schoolId, t.range),
    check("address_ranges_added_at", isInstant(t.addedAt)),
  ],
);

/** Who is kept out: of one school, or, where the school is the platform, of everything. */
export const addressBlocks = sqliteTable(
  "address_blocks",
  {
    schoolId: schoolId(),
    id: text().notNull(),
    range: text().notNull(),
    reason: text().notNull(),
    blockedBy: text("blocked_by").notNull(),
    blockedAt: text("blocked_at").notNull(),
    /** When it ends by itself; null stays until somebody lifts it. */
    until: text(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("address_blocks_range").on(t.schoolId, t.range),
    check("address_blocks_blocked_at", isInstant(t.blockedAt)),
    check("address_blocks_until", isInstant(t.until)),
  ],
);

/** A school's lists set aside for a while, for one person or for all of its owners. */
export const addressOpenings = sqliteTable(
  "address_openings",
  {
    schoolId: schoolId(),
    id: text().notNull(),
    /** For whom; null is for every owner. */
    userId: text("user_id"),
    reason: text().notNull(),
    openedBy: text("opened_by").notNull(),
    openedAt: text("opened_at").notNull(),
    until: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("address_openings_until").on(t.schoolId, t.until),
    check("address_openings_opened_at", isInstant(t.openedAt)),
    check("address_openings_until", isInstant(t.until)),
    check("address_openings_order", sql`${t.until} > ${t.openedAt}`),
  ],
);
