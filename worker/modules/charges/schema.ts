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
import { bookings } from "#worker/modules/bookings/schema.ts";
import type { VatCode } from "#worker/modules/prices/input.ts";
import { packages, products } from "#worker/modules/prices/schema.ts";
import { schools } from "#worker/modules/schools/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import type { ChargeKind, ChargeStatus, Part } from "./input.ts";

const schoolId = () =>
  text("school_id")
    .notNull()
    .references(() => schools.id);

/** A package a student has bought: what it cost and held on that day, whatever it costs later. */
export const studentPackages = sqliteTable(
  "student_packages",
  {
    schoolId: schoolId(),
    id: text().notNull(),
    studentId: text("student_id").notNull(),
    packageId: text("package_id").notNull(),
    name: text().notNull(),
    priceOre: integer("price_ore").notNull(),
    soldOn: text("sold_on").notNull(),
    expiresOn: text("expires_on").notNull(),
    /** Ended before its lessons were used up; what is left of the money stays an advance. */
    endedOn: text("ended_on"),
    reason: text(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("student_packages_of").on(t.schoolId, t.studentId, t.soldOn),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.packageId],
      foreignColumns: [packages.schoolId, packages.id],
    }),
    check("student_packages_sold_on", isDate(t.soldOn)),
    check("student_packages_expires_on", isDate(t.expiresOn)),
    check("student_packages_ended_on", isDate(t.endedOn)),
    check("student_packages_order", sql`${t.expiresOn} >= ${t.soldOn}`),
    check("student_packages_ore", sql`${t.priceOre} >= 0 and typeof(${t.priceOre}) = 'integer'`),
    check("student_packages_version", sql`${t.version} > 0`),
  ],
);

/** What is in it and how much of that is taken: booked lessons take theirs, cancelled ones give it back. */
export const studentPackageItems = sqliteTable(
  "student_package_items",
  {
    schoolId: schoolId(),
    studentPackageId: text("student_package_id").notNull(),
    productId: text("product_id").notNull(),
    quantity: integer().notNull(),
    used: integer().notNull().default(0),
    unitOre: integer("unit_ore").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.studentPackageId, t.productId] }),
    foreignKey({
      columns: [t.schoolId, t.studentPackageId],
      foreignColumns: [studentPackages.schoolId, studentPackages.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.productId],
      foreignColumns: [products.schoolId, products.id],
    }),
    check("student_package_items_used", sql`${t.used} between 0 and ${t.quantity}`),
    check("student_package_items_ore", sql`${t.unitOre} >= 0 and typeof(${t.unitOre}) = 'integer'`),
  ],
);

/** What one thing costs one student, why, and what became of it. Never deleted. */
export const charges = sqliteTable(
  "charges",
  {
    schoolId: schoolId(),
    id: text().notNull(),
    studentId: text("student_id").notNull(),
    bookingId: text("booking_id"),
    productId: text("product_id"), // null: the price list has nothing for the booking
    studentPackageId: text("student_package_id"),
    kind: text().$type<ChargeKind>().notNull(),
    text: text().notNull(),
    quantity: integer().notNull(),
    netOre: integer("net_ore").notNull(),
    vatCode: text("vat_code").$type<VatCode>().notNull(),
    vatOre: integer("vat_ore").notNull(),
    grossOre: integer("gross_ore").notNull(),
    /** How much of it an advance has paid. */
    prepaidOre: integer("prepaid_ore").notNull().default(0),
    status: text().$type<ChargeStatus>().notNull(),
    /** The day of the lesson, or of what else it is for. */
    onDate: text("on_date").notNull(),
    /** Since when it is to be paid: delivered, or cancelled too late. */
    dueOn: text("due_on"),
    reason: text(),
    /** How the amount came about, step by step. */
    parts: text({ mode: "json" }).$type<readonly Part[]>().notNull(),
    invoiceId: text("invoice_id"),
    createdAt: text("created_at").notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("charges_booking").on(t.schoolId, t.bookingId),
    index("charges_student").on(t.schoolId, t.studentId, t.onDate, t.id),
    index("charges_student_status").on(t.schoolId, t.studentId, t.status, t.onDate),
    index("charges_status").on(t.schoolId, t.status, t.onDate, t.id),
    index("charges_invoice").on(t.schoolId, t.invoiceId).where(sql`${t.invoiceId} is not null`),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.bookingId],
      foreignColumns: [bookings.schoolId, bookings.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.productId],
      foreignColumns: [products.schoolId, products.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.studentPackageId],
      foreignColumns: [studentPackages.schoolId, studentPackages.id],
    }),
    check("charges_on_date", isDate(t.onDate)),
    check("charges_due_on", isDate(t.dueOn)),
    check("charges_created_at", isInstant(t.createdAt)),
    check("charges_quantity", sql`${t.quantity} between 1 and 1000`),
    check("charges_sum", sql`${t.netOre} + ${t.vatOre} = ${t.grossOre}`),
    check(
      "charges_ore",
      sql`${t.netOre} >= 0 and ${t.vatOre} >= 0 and ${t.grossOre} <= 100000000000 and typeof(${t.grossOre}) = 'integer'`,
    ),
    check("charges_prepaid", sql`${t.prepaidOre} between 0 and ${t.grossOre}`),
    check("charges_version", sql`${t.version} > 0`),
  ],
);

/** What a student's charges in a state come to, kept by triggers: no page adds them up. */
export const chargeTotals = sqliteTable(
  "charge_totals",
  {
    schoolId: text("school_id").notNull(),
    studentId: text("student_id").notNull(),
    status: text().$type<ChargeStatus>().notNull(),
    n: integer().notNull(),
    grossOre: integer("gross_ore").notNull(),
    prepaidOre: integer("prepaid_ore").notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.studentId, t.status] })],
);
