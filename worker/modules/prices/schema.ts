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
import type { ClassCode } from "#worker/lib/fields.ts";
import { branches, schools } from "#worker/modules/schools/schema.ts";
import type { ProductKind, SurchargeKind, VatCode } from "./input.ts";

const schoolId = () =>
  text("school_id")
    .notNull()
    .references(() => schools.id);

/** What a school sells. A booking finds its product by kind, class and step of the curriculum. */
export const products = sqliteTable(
  "products",
  {
    schoolId: schoolId(),
    id: text().notNull(),
    name: text().notNull(),
    kind: text().$type<ProductKind>().notNull(),
    classCode: text("class_code").$type<ClassCode>(),
    step: text(),
    /** Minutes that the price is for; null when the length does not matter. */
    unitMinutes: integer("unit_minutes"),
    vatCode: text("vat_code").$type<VatCode>().notNull(),
    closedOn: text("closed_on"),
    version: integer().notNull().default(1), // also counts changes to its prices
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("products_name").on(t.schoolId, t.name),
    index("products_for").on(t.schoolId, t.kind, t.classCode, t.step),
    check("products_closed_on", isDate(t.closedOn)),
    check("products_unit_minutes", sql`${t.unitMinutes} between 5 and 1440`),
    check("products_version", sql`${t.version} > 0`),
  ],
);

/** What a product costs from a day on, at one branch or at all; the newest that has begun holds. */
export const prices = sqliteTable(
  "prices",
  {
    schoolId: schoolId(),
    id: text().notNull(),
    productId: text("product_id").notNull(),
    branchId: text("branch_id"), // null: wherever no branch has a price of its own
    validFrom: text("valid_from").notNull(),
    priceOre: integer("price_ore").notNull(), // with VAT: what a consumer is told
    setBy: text("set_by").notNull(),
    setAt: text("set_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    // Nulls are distinct to a unique index: the price for all branches has one of its own.
    uniqueIndex("prices_from").on(t.schoolId, t.productId, t.validFrom, t.branchId),
    uniqueIndex("prices_from_everywhere")
      .on(t.schoolId, t.productId, t.validFrom)
      .where(sql`${t.branchId} is null`),
    foreignKey({
      columns: [t.schoolId, t.productId],
      foreignColumns: [products.schoolId, products.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.branchId],
      foreignColumns: [branches.schoolId, branches.id],
    }),
    check("prices_valid_from", isDate(t.validFrom)),
    check("prices_set_at", isInstant(t.setAt)),
    check(
      "prices_ore",
      sql`${t.priceOre} between 0 and 100000000 and typeof(${t.priceOre}) = 'integer'`,
    ),
  ],
);

/** What a unit costs more in the evening or at weekends, or less in a double lesson, from a day on. */
export const surcharges = sqliteTable(
  "surcharges",
  {
    schoolId: schoolId(),
    id: text().notNull(),
    kind: text().$type<SurchargeKind>().notNull(),
    classCode: text("class_code").$type<ClassCode>(),
    branchId: text("branch_id"),
    /** Kind, class and branch in one text: nulls are distinct to a unique index. */
    scope: text().notNull(),
    /** Wall time from which it is evening; null for the other kinds. */
    fromTime: text("from_time"),
    validFrom: text("valid_from").notNull(),
    amountOre: integer("amount_ore").notNull(), // per unit; nought ends it, below nought is a discount
    setBy: text("set_by").notNull(),
    setAt: text("set_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("surcharges_from").on(t.schoolId, t.scope, t.validFrom),
    foreignKey({
      columns: [t.schoolId, t.branchId],
      foreignColumns: [branches.schoolId, branches.id],
    }),
    check("surcharges_valid_from", isDate(t.validFrom)),
    check("surcharges_set_at", isInstant(t.setAt)),
    check(
      "surcharges_ore",
      sql`${t.amountOre} between -100000000 and 100000000 and typeof(${t.amountOre}) = 'integer'`,
    ),
  ],
);

/** Lessons sold together for a price of their own, paid before they are given. */
export const packages = sqliteTable(
  "packages",
  {
    schoolId: schoolId(),
    id: text().notNull(),
    name: text().notNull(),
    /** How long its lessons may be taken. */
    validMonths: integer("valid_months").notNull(),
    closedOn: text("closed_on"),
    version: integer().notNull().default(1), // also counts changes to what is in it
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("packages_name").on(t.schoolId, t.name),
    check("packages_valid_months", sql`${t.validMonths} between 1 and 120`),
    check("packages_closed_on", isDate(t.closedOn)),
    check("packages_version", sql`${t.version} > 0`),
  ],
);

export const packageItems = sqliteTable(
  "package_items",
  {
    schoolId: schoolId(),
    packageId: text("package_id").notNull(),
    productId: text("product_id").notNull(),
    quantity: integer().notNull(),
    unitOre: integer("unit_ore").notNull(), // what one of them costs in the package
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.packageId, t.productId] }),
    foreignKey({
      columns: [t.schoolId, t.packageId],
      foreignColumns: [packages.schoolId, packages.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.productId],
      foreignColumns: [products.schoolId, products.id],
    }),
    check("package_items_quantity", sql`${t.quantity} between 1 and 1000`),
    check(
      "package_items_ore",
      sql`${t.unitOre} between 0 and 100000000 and typeof(${t.unitOre}) = 'integer'`,
    ),
  ],
);
