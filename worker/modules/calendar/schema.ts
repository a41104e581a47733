import { sql } from "drizzle-orm";
import { check, index, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { isInstant } from "#worker/lib/checks.ts";
import { schools } from "#worker/modules/schools/schema.ts";
import { users } from "#worker/modules/users/schema.ts";

/** The addresses by which people see their bookings in a calendar of their own. */
export const calendarFeeds = sqliteTable(
  "calendar_feeds",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    id: text().notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    /** The token is made from the id with a secret key, so nothing here opens a feed. */
    tokenHash: text("token_hash").notNull(),
    locale: text({ enum: ["nb", "en"] }).notNull(),
    createdAt: text("created_at").notNull(),
    revokedAt: text("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("calendar_feeds_token").on(t.tokenHash),
    index("calendar_feeds_user").on(t.schoolId, t.userId).where(sql`${t.revokedAt} is null`),
    check("calendar_feeds_created_at", isInstant(t.createdAt)),
    check("calendar_feeds_revoked_at", isInstant(t.revokedAt)),
  ],
);
