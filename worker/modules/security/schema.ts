import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { isInstant } from "#worker/lib/checks.ts";
import type { Level, RuleName, State } from "./input.ts";
import type { Seen } from "./rules.ts";
import type { Rules } from "./settings/input.ts";

/**
 * What may be an attack on a school, or on the platform. The monitor writes them by itself and goes
 * on counting; what people do about one is in the audit.
 */
export const securityEvents = sqliteTable(
  "security_events",
  {
    schoolId: text("school_id").notNull(),
    id: text().notNull(),
    rule: text().$type<RuleName>().notNull(),
    level: text().$type<Level>().notNull(),
    userId: text("user_id"),
    address: text(),
    firstAt: text("first_at").notNull(),
    lastAt: text("last_at").notNull(),
    hits: integer().notNull(),
    seen: text({ mode: "json" }).$type<Seen>().notNull(),
    state: text().$type<State>().notNull().default("open"),
    reason: text(),
    /** Counts what people have decided, not what the monitor adds. */
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("security_events_state").on(t.schoolId, t.state, t.id),
    index("security_events_of").on(t.schoolId, t.userId),
    index("security_events_old").on(t.lastAt),
    check("security_events_first_at", isInstant(t.firstAt)),
    check("security_events_last_at", isInstant(t.lastAt)),
    check("security_events_hits", sql`${t.hits} > 0`),
    check("security_events_version", sql`${t.version} > 0`),
  ],
);

/** From how many on a school's rules speak, where it wants it otherwise than others. */
export const securityRules = sqliteTable(
  "security_rules",
  {
    schoolId: text("school_id").primaryKey(),
    rules: text({ mode: "json" }).$type<Rules>().notNull(),
    version: integer().notNull(),
  },
  (t) => [check("security_rules_version", sql`${t.version} > 0`)],
);
