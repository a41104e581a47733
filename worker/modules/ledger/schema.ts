import { sql } from "drizzle-orm";
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
import { isDate, isInstant } from "#worker/lib/checks.ts";
import { contacts } from "#worker/modules/contacts/schema.ts";
import { schools } from "#worker/modules/schools/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import type { Account, EntryKind } from "./input.ts";

/**
 * Double entry: one row moves one amount from `credit` to `debit`, so the sum over all accounts is
 * nought by construction. Append-only by triggers; what was wrong is reversed by another row.
 */
export const ledger = sqliteTable(
  "ledger",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    id: text().notNull(),
    /** The voucher's number: 1, 2, 3 ... per school, taken with the row, without a gap. */
    n: integer().notNull(),
    at: text().notNull(),
    /** The day it belongs to in the books. */
    onDate: text("on_date").notNull(),
    debit: text().$type<Account>().notNull(),
    credit: text().$type<Account>().notNull(),
    amountOre: integer("amount_ore").notNull(),
    studentId: text("student_id"),
    payerId: text("payer_id"),
    kind: text().$type<EntryKind>().notNull(),
    refKind: text("ref_kind").notNull(),
    refId: text("ref_id").notNull(),
    text: text().notNull(),
    reversesId: text("reverses_id"),
    /** What the student owed after this row; below zero she has it to her credit. */
    owedOre: integer("owed_ore"),
    by: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("ledger_n").on(t.schoolId, t.n),
    // A row is reversed once.
    uniqueIndex("ledger_reverses").on(t.schoolId, t.reversesId),
    index("ledger_student").on(t.schoolId, t.studentId, t.n).where(sql`${t.studentId} is not null`),
    // The journal of some days, and the side of an account that moved in it.
    index("ledger_on_date").on(t.schoolId, t.onDate, t.n),
    index("ledger_debit").on(t.schoolId, t.debit, t.onDate, t.n),
    index("ledger_credit").on(t.schoolId, t.credit, t.onDate, t.n),
    index("ledger_ref").on(t.schoolId, t.refKind, t.refId, t.n),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.payerId],
      foreignColumns: [contacts.schoolId, contacts.id],
    }),
    foreignKey({ columns: [t.schoolId, t.reversesId], foreignColumns: [t.schoolId, t.id] }),
    check("ledger_n_positive", sql`${t.n} > 0`),
    check("ledger_at", isInstant(t.at)),
    check("ledger_on_date", isDate(t.onDate)),
    check(
      "ledger_amount",
      sql`${t.amountOre} > 0 and ${t.amountOre} <= 100000000000 and typeof(${t.amountOre}) = 'integer'`,
    ),
    check("ledger_moves", sql`${t.debit} <> ${t.credit}`),
  ],
);

/** What a month moved on an account, kept by a trigger: a trial balance reads a row per month. */
export const accountTotals = sqliteTable(
  "account_totals",
  {
    schoolId: text("school_id").notNull(),
    account: text().$type<Account>().notNull(),
    month: text().notNull(), // YYYY-MM
    debitOre: integer("debit_ore").notNull(),
    creditOre: integer("credit_ore").notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.month, t.account] })],
);

/** What moved on an account for a student, kept by a trigger that refuses to overdraw an advance. */
export const studentBalances = sqliteTable(
  "student_balances",
  {
    schoolId: text("school_id").notNull(),
    studentId: text("student_id").notNull(),
    account: text().$type<Account>().notNull(),
    debitOre: integer("debit_ore").notNull(),
    creditOre: integer("credit_ore").notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.studentId, t.account] })],
);
