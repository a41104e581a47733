import {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { isInstant } from "#worker/lib/checks.ts";
import type { Stretch } from "./format/manifest.ts";
import type { Table } from "./format/rows.ts";
import type { Kind, State } from "./input.ts";

/**
 * A backup and how far it has come. It belongs to the platform, as it holds every school.
 * These tables are in no backup themselves: a restored database knows only what it has seen.
 */
export const backups = sqliteTable(
  "backups",
  {
    id: text().primaryKey(),
    kind: text().$type<Kind>().notNull(),
    state: text().$type<State>().notNull(),
    /** Who asked for it; `system` for the clock. */
    askedBy: text("asked_by").notNull(),
    /** The newest migration, and the tables with what is left out of them, as they were at the start. */
    schemaName: text("schema_name").notNull(),
    plan: text({ mode: "json" }).$type<readonly PlannedTable[]>().notNull(),
    startedAt: text("started_at").notNull(),
    /** When it last came further: what is silent is taken up again. */
    progressAt: text("progress_at").notNull(),
    endedAt: text("ended_at"),
    /** How often it has begun to read: once more for as long as people write meanwhile. */
    pass: integer().notNull().default(1),
    tableAt: integer("table_at").notNull().default(0),
    /** The key after which the table is read on, as a line of the dump. */
    after: text(),
    nextPart: integer("next_part").notNull().default(1),
    checkedParts: integer("checked_parts").notNull().default(0),
    rows: integer().notNull().default(0),
    bytes: integer().notNull().default(0),
    fenceFrom: integer("fence_from").notNull().default(0),
    fenceTo: integer("fence_to").notNull().default(0),
    failures: integer().notNull().default(0),
    /** 1 until it has ended, then null, which is unlike any other null. */
    running: integer().default(1),
  },
  (t) => [
    uniqueIndex("backups_running").on(t.running), // never two at once
    check("backups_started_at", isInstant(t.startedAt)),
    check("backups_progress_at", isInstant(t.progressAt)),
    check("backups_ended_at", isInstant(t.endedAt)),
  ],
);

/** A table of the plan; `omit` names columns that are left out, and all of them the whole table. */
export type PlannedTable = Table & { omit: readonly string[] };

/** A file of a backup, from which its manifest is made. */
export const backupParts = sqliteTable(
  "backup_parts",
  {
    backupId: text("backup_id").notNull(),
    pass: integer().notNull(),
    no: integer().notNull(),
    object: text().notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    stretches: text({ mode: "json" }).$type<readonly Stretch[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.backupId, t.pass, t.no] }),
    foreignKey({ columns: [t.backupId], foreignColumns: [backups.id] }),
  ],
);

/** What a drill found: a backup restored somewhere else and compared. */
export const backupProofs = sqliteTable(
  "backup_proofs",
  {
    id: text().primaryKey(),
    /** Not a reference: the backup may be older than this database. */
    backupId: text("backup_id").notNull(),
    at: text().notNull(),
    rows: integer().notNull(),
    seconds: integer().notNull(),
    /** What was restored is byte for byte what was dumped, and every reference finds its row. */
    equal: integer({ mode: "boolean" }).notNull(),
    orphans: integer().notNull(),
  },
  (t) => [index("backup_proofs_at").on(t.at), check("backup_proofs_at", isInstant(t.at))],
);
