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
import { charges } from "#worker/modules/charges/schema.ts";
import { contacts } from "#worker/modules/contacts/schema.ts";
import { payments } from "#worker/modules/payments/schema.ts";
import type { VatCode } from "#worker/modules/prices/input.ts";
import { schools } from "#worker/modules/schools/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import type {
  AllocationSource,
  Buyer,
  InvoiceKind,
  InvoiceState,
  Seller,
  VatLine,
} from "./input.ts";

const schoolId = () =>
  text("school_id")
    .notNull()
    .references(() => schools.id);

/**
 * Invoices and credit notes in one series of numbers. A draft has no number and may be deleted;
 * from issue on triggers hold every column but `open_ore`, `state`, `mailed_at` and `version`.
 */
export const invoices = sqliteTable(
  "invoices",
  {
    schoolId: schoolId(),
    id: text().notNull(),
    kind: text().$type<InvoiceKind>().notNull(),
    state: text().$type<InvoiceState>().notNull().default("draft"),
    /** Taken from the school's counter in the batch that issues it. */
    number: integer(),
    /** What a payment is known by; a credit note has none. */
    kid: text(),
    studentId: text("student_id").notNull(),
    payerId: text("payer_id"), // null: the student pays herself
    /** When it was drafted, and from then on when it was issued: what the list is sorted by. */
    at: text().notNull(),
    issuedOn: text("issued_on"),
    /** A draft's is what it would be if it were issued today. */
    dueOn: text("due_on").notNull(),
    note: text(),
    seller: text({ mode: "json" }).$type<Seller>(),
    buyer: text({ mode: "json" }).$type<Buyer>(),
    vat: text({ mode: "json" }).$type<readonly VatLine[]>().notNull(),
    netOre: integer("net_ore").notNull(),
    vatOre: integer("vat_ore").notNull(),
    grossOre: integer("gross_ore").notNull(),
    /** What advances had paid of it before it was issued. */
    prepaidOre: integer("prepaid_ore").notNull().default(0),
    /** What is left to pay, kept by the triggers of allocations. */
    openOre: integer("open_ore").notNull().default(0),
    /** The invoice that a credit note takes lines of back, and why. */
    creditsId: text("credits_id"),
    reason: text(),
    mailedAt: text("mailed_at"),
    madeBy: text("made_by").notNull(),
    issuedBy: text("issued_by"),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("invoices_number").on(t.schoolId, t.number),
    uniqueIndex("invoices_kid").on(t.schoolId, t.kid),
    index("invoices_at").on(t.schoolId, t.at, t.id),
    index("invoices_state_at").on(t.schoolId, t.state, t.at, t.id),
    index("invoices_state_due").on(t.schoolId, t.state, t.dueOn, t.id),
    index("invoices_kind_at").on(t.schoolId, t.kind, t.at, t.id),
    index("invoices_student_at").on(t.schoolId, t.studentId, t.at, t.id),
    index("invoices_credits").on(t.schoolId, t.creditsId).where(sql`${t.creditsId} is not null`),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.payerId],
      foreignColumns: [contacts.schoolId, contacts.id],
    }),
    foreignKey({ columns: [t.schoolId, t.creditsId], foreignColumns: [t.schoolId, t.id] }),
    check("invoices_at_instant", isInstant(t.at)),
    check("invoices_mailed_at", isInstant(t.mailedAt)),
    check("invoices_issued_on", isDate(t.issuedOn)),
    check("invoices_due_on", isDate(t.dueOn)),
    check("invoices_number_positive", sql`${t.number} > 0`),
    check("invoices_sum", sql`${t.netOre} + ${t.vatOre} = ${t.grossOre}`),
    check(
      "invoices_ore",
      sql`${t.netOre} >= 0 and ${t.vatOre} >= 0 and ${t.grossOre} <= 100000000000 and typeof(${t.grossOre}) = 'integer'`,
    ),
    check("invoices_prepaid", sql`${t.prepaidOre} between 0 and ${t.grossOre}`),
    check("invoices_open", sql`${t.openOre} between 0 and ${t.grossOre} - ${t.prepaidOre}`),
    check("invoices_version", sql`${t.version} > 0`),
  ],
);

/** What a document is about, line by line; a charge's words and amounts as they were. */
export const invoiceLines = sqliteTable(
  "invoice_lines",
  {
    schoolId: schoolId(),
    id: text().notNull(),
    invoiceId: text("invoice_id").notNull(),
    n: integer().notNull(),
    chargeId: text("charge_id").notNull(),
    /** The line of an invoice that this line of a credit note takes back. */
    creditsLineId: text("credits_line_id"),
    text: text().notNull(),
    /** The day of delivery. */
    onDate: text("on_date").notNull(),
    quantity: integer().notNull(),
    vatCode: text("vat_code").$type<VatCode>().notNull(),
    /** Hundredths of a percent. */
    rate: integer().notNull(),
    netOre: integer("net_ore").notNull(),
    vatOre: integer("vat_ore").notNull(),
    grossOre: integer("gross_ore").notNull(),
    prepaidOre: integer("prepaid_ore").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("invoice_lines_n").on(t.schoolId, t.invoiceId, t.n),
    // A line is taken back once.
    uniqueIndex("invoice_lines_credits").on(t.schoolId, t.creditsLineId),
    index("invoice_lines_charge").on(t.schoolId, t.chargeId),
    foreignKey({
      columns: [t.schoolId, t.invoiceId],
      foreignColumns: [invoices.schoolId, invoices.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.chargeId],
      foreignColumns: [charges.schoolId, charges.id],
    }),
    foreignKey({ columns: [t.schoolId, t.creditsLineId], foreignColumns: [t.schoolId, t.id] }),
    check("invoice_lines_on_date", isDate(t.onDate)),
    check("invoice_lines_quantity", sql`${t.quantity} between 1 and 1000`),
    check("invoice_lines_sum", sql`${t.netOre} + ${t.vatOre} = ${t.grossOre}`),
    check(
      "invoice_lines_ore",
      sql`${t.netOre} >= 0 and ${t.vatOre} >= 0 and typeof(${t.grossOre}) = 'integer'`,
    ),
    check("invoice_lines_prepaid", sql`${t.prepaidOre} between 0 and ${t.grossOre}`),
  ],
);

/**
 * What settles a part of an invoice: a payment, the student's credit, or a credit note. Only added
 * to; a reversal is a row with the same amount below nought.
 */
export const allocations = sqliteTable(
  "allocations",
  {
    schoolId: schoolId(),
    id: text().notNull(),
    invoiceId: text("invoice_id").notNull(),
    source: text().$type<AllocationSource>().notNull(),
    paymentId: text("payment_id"),
    creditNoteId: text("credit_note_id"),
    amountOre: integer("amount_ore").notNull(),
    reversesId: text("reverses_id"),
    at: text().notNull(),
    by: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("allocations_invoice").on(t.schoolId, t.invoiceId, t.id),
    index("allocations_payment")
      .on(t.schoolId, t.paymentId, t.id)
      .where(sql`${t.paymentId} is not null`),
    uniqueIndex("allocations_reverses").on(t.schoolId, t.reversesId),
    foreignKey({
      columns: [t.schoolId, t.invoiceId],
      foreignColumns: [invoices.schoolId, invoices.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.paymentId],
      foreignColumns: [payments.schoolId, payments.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.creditNoteId],
      foreignColumns: [invoices.schoolId, invoices.id],
    }),
    foreignKey({ columns: [t.schoolId, t.reversesId], foreignColumns: [t.schoolId, t.id] }),
    check("allocations_at", isInstant(t.at)),
    check(
      "allocations_amount",
      sql`${t.amountOre} <> 0 and abs(${t.amountOre}) <= 100000000000 and typeof(${t.amountOre}) = 'integer'`,
    ),
    check("allocations_source", sql`(${t.source} = 'payment') = (${t.paymentId} is not null)`),
    check("allocations_note", sql`(${t.source} = 'credit_note') = (${t.creditNoteId} is not null)`),
  ],
);
