import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { isInstant } from "#worker/lib/checks.ts";
import type { Mode } from "./service/input.ts";

/** Whether people may write, or come in at all: one row for the one system, once it was ever set. */
export const serviceSwitch = sqliteTable(
  "service_switch",
  {
    id: text().primaryKey(), // "service"
    mode: text().$type<Mode>().notNull(),
    messageNb: text("message_nb").notNull(),
    messageEn: text("message_en").notNull(),
    /** When it is expected to end; nothing ends by itself. */
    until: text(),
    since: text().notNull(),
    setBy: text("set_by").notNull(),
    version: integer().notNull(),
  },
  (t) => [
    check("service_switch_one", sql`${t.id} = 'service'`),
    check("service_switch_until", isInstant(t.until)),
    check("service_switch_since", isInstant(t.since)),
    check("service_switch_version", sql`${t.version} > 1`),
  ],
);
