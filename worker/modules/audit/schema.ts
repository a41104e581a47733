import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { isInstant } from "#worker/lib/checks.ts";
import type { CheckState } from "./input.ts";
import type { Finding } from "./rules.ts";

/**
 * Each closes a stretch of the audit log, and the seal before it: append-only, as the log itself.
 * One chain over all schools, as there is one sequence of rows.
 */
export const seals = sqliteTable(
  "seals",
  {
    n: integer().primaryKey(),
    fromSeq: integer("from_seq").notNull(),
    toSeq: integer("to_seq").notNull(),
    root: text().notNull(), // of a Merkle tree over the rows' numbers and macs
    prev: text().notNull(), // the hash of the seal before; empty for the first
    hash: text().notNull(), // keyed: without KEYS nobody makes one that fits
    at: text().notNull(),
    kid: text().notNull(),
  },
  (t) => [
    check("seals_at", isInstant(t.at)),
    check("seals_order", sql`${t.toSeq} >= ${t.fromSeq}`),
  ],
);

/** One walk through the log, from where it began to where it is, and what it has found. */
export const auditChecks = sqliteTable(
  "audit_checks",
  {
    id: text().primaryKey(),
    state: text().$type<CheckState>().notNull(), // running, whole, broken
    startedAt: text("started_at").notNull(),
    finishedAt: text("finished_at"),
    startedBy: text("started_by").notNull(),
    /** The first row it looks at: 1, or where the last whole check ended. */
    fromSeq: integer("from_seq").notNull(),
    /** The last row when it began: what progress is measured against. */
    toSeq: integer("to_seq").notNull(),
    nextN: integer("next_n").notNull(),
    nextSeq: integer("next_seq").notNull(),
    prev: text().notNull(),
    findings: text({ mode: "json" }).$type<readonly Finding[]>().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index("audit_checks_newest").on(t.startedAt),
    check("audit_checks_started_at", isInstant(t.startedAt)),
    check("audit_checks_finished_at", isInstant(t.finishedAt)),
    check("audit_checks_version", sql`${t.version} > 0`),
  ],
);
