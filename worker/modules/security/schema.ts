import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { isInstant } from "#worker/lib/checks.ts";
import type { HookState, Least } from "./alerts/input.ts";
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

/** Where a school wants to be told of events, and from which level on. */
export const securityAlerts = sqliteTable(
  "security_alerts",
  {
    schoolId: text("school_id").primaryKey(),
    least: text().$type<Least>().notNull(),
    mails: text({ mode: "json" }).$type<readonly string[]>().notNull(),
    locale: text({ enum: ["nb", "en"] }).notNull(),
    hookUrl: text("hook_url"),
    hookSecretEnc: text("hook_secret_enc"),
    version: integer().notNull(),
  },
  (t) => [check("security_alerts_version", sql`${t.version} > 0`)],
);

/** Each alert that went out: its id is that of its event, so no event is told of twice. */
export const securityDeliveries = sqliteTable(
  "security_deliveries",
  {
    schoolId: text("school_id").notNull(),
    id: text().notNull(),
    /** Somebody tried whether it works. */
    test: integer({ mode: "boolean" }).notNull(),
    mails: integer().notNull(),
    hook: text().$type<HookState>().notNull(),
    status: integer(),
    why: text(),
    attempts: integer().notNull().default(0),
    createdAt: text("created_at").notNull(),
    doneAt: text("done_at"),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("security_deliveries_old").on(t.createdAt),
    check("security_deliveries_created_at", isInstant(t.createdAt)),
    check("security_deliveries_done_at", isInstant(t.doneAt)),
  ],
);
