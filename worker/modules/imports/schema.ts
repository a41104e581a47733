import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
} from "drizzle-orm/sqlite-core";
import { isInstant } from "#worker/lib/checks.ts";
import { schools } from "#worker/modules/schools/schema.ts";

/** What the dry run found of one kind in one column, and in how many rows. */
export type Tally = { column: string; code: string; refused: boolean; rows: number };

/** What a column's cells cannot say of themselves. */
export type Options = {
  /** Positions of the columns whose dates are written month first. */
  monthFirst: readonly number[];
  /** What an amount above zero means. */
  balance: "credit" | "debt";
};

/**
 * One uploaded register. `state`: uploaded, checking, checked, running, done, undoing, undone,
 * given_up.
 */
export const imports = sqliteTable(
  "imports",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    id: text().notNull(),
    state: text().notNull(),
    fileName: text("file_name").notNull(),
    encoding: text().notNull(),
    delimiter: text().notNull(),
    /** The header cells as they stand in the file. */
    columns: text({ mode: "json" }).$type<readonly string[]>().notNull(),
    /** The field that each column means, by position; null leaves it out. */
    mapping: text({ mode: "json" }).$type<readonly (string | null)[]>().notNull(),
    rowCount: integer("row_count").notNull(),
    doneCount: integer("done_count").notNull().default(0),
    badCount: integer("bad_count").notNull().default(0),
    repairedCount: integer("repaired_count").notNull().default(0),
    createdBy: text("created_by").notNull(),
    createdAt: text("created_at").notNull(),
    finishedAt: text("finished_at"),
    undoneAt: text("undone_at"),
    options: text({ mode: "json" })
      .$type<Options>()
      .notNull()
      .default({ monthFirst: [], balance: "credit" }),
    tally: text({ mode: "json" }).$type<readonly Tally[]>().notNull().default([]),
    /** The piece of the file that comes next; each piece moves it on in its own batch. */
    nextChunk: integer("next_chunk").notNull().default(0),
    /** When the work last came further; silence makes others take it up. */
    progressAt: text("progress_at"),
    /** Failures in a row; after too many nobody tries again unasked. */
    failures: integer().notNull().default(0),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("imports_newest").on(t.schoolId, t.createdAt, t.id),
    index("imports_working")
      .on(t.progressAt)
      .where(sql`${t.state} in ('checking', 'running', 'undoing')`),
    index("imports_waiting")
      .on(t.createdAt)
      .where(sql`${t.state} in ('uploaded', 'checking', 'checked')`),
    check("imports_created_at", isInstant(t.createdAt)),
    check("imports_finished_at", isInstant(t.finishedAt)),
    check("imports_undone_at", isInstant(t.undoneAt)),
    check("imports_version", sql`${t.version} > 0`),
  ],
);

/**
 * The file in pieces of some hundred rows, sealed: they hold national ids.
 * The pieces are deleted when the import is done or given up.
 */
export const importChunks = sqliteTable(
  "import_chunks",
  {
    schoolId: text("school_id").notNull(),
    importId: text("import_id").notNull(),
    n: integer().notNull(),
    firstRow: integer("first_row").notNull(),
    rowsEnc: text("rows_enc").notNull(),
    checkedAt: text("checked_at"),
    importedAt: text("imported_at"),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.importId, t.n] }),
    foreignKey({
      columns: [t.schoolId, t.importId],
      foreignColumns: [imports.schoolId, imports.id],
    }),
    check("import_chunks_checked_at", isInstant(t.checkedAt)),
    check("import_chunks_imported_at", isInstant(t.importedAt)),
  ],
);

/** What the dry run found: a refused or repaired cell, by the row and column of the file. */
export const importProblems = sqliteTable(
  "import_problems",
  {
    schoolId: text("school_id").notNull(),
    importId: text("import_id").notNull(),
    row: integer().notNull(),
    n: integer().notNull(), // a row may have several
    column: text().notNull(),
    code: text().notNull(),
    refused: integer({ mode: "boolean" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.importId, t.row, t.n] }),
    index("import_problems_refused").on(t.schoolId, t.importId, t.refused, t.row, t.n),
    index("import_problems_kind").on(t.schoolId, t.importId, t.code, t.column, t.row, t.n),
    foreignKey({
      columns: [t.schoolId, t.importId],
      foreignColumns: [imports.schoolId, imports.id],
    }),
  ],
);

/** Fingerprints of the national ids and numbers seen in the file, to find the second of a pair. */
export const importSeen = sqliteTable(
  "import_seen",
  {
    schoolId: text("school_id").notNull(),
    importId: text("import_id").notNull(),
    key: text().notNull(),
    row: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.importId, t.key] }),
    foreignKey({
      columns: [t.schoolId, t.importId],
      foreignColumns: [imports.schoolId, imports.id],
    }),
  ],
);
