import { type SQL, sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { isDate } from "#worker/lib/checks.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { schools } from "#worker/modules/schools/schema.ts";

export const vehicles = sqliteTable(
  "vehicles",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    id: text().notNull(),
    plate: text().notNull(), // upper case, without spaces
    kind: text().notNull(), // car, motorcycle, moped, trailer, tractor, lorry, bus
    make: text(),
    model: text(),
    year: integer(),
    classes: text({ mode: "json" }).$type<readonly ClassCode[]>().notNull(),
    gearbox: text({ enum: ["manual", "automatic", "none"] }).notNull(),
    fuel: text(),
    dualControls: integer("dual_controls", { mode: "boolean" }).notNull(),
    branchId: text("branch_id"),
    inspectBy: text("inspect_by"), // kontrollfrist as the register says it; mopeds have none
    insurer: text(),
    policy: text(),
    insuredUntil: text("insured_until"),
    note: text(),
    retiredOn: text("retired_on"),
    version: integer().notNull().default(1),
    // What a list sorts by is never null: a vehicle without a date comes last.
    inspectSort: text("inspect_sort")
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce(${vehicles.inspectBy}, '9999-12-31')`),
    /** The first day on which something runs out: the inspection or the insurance. */
    dueOn: text("due_on")
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`min(coalesce(${vehicles.inspectBy}, '9999-12-31'), coalesce(${vehicles.insuredUntil}, '9999-12-31'))`,
      ),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex("vehicles_plate").on(t.schoolId, t.plate),
    index("vehicles_inspect_by").on(t.schoolId, t.inspectBy, t.id),
    index("vehicles_inspect_sort").on(t.schoolId, t.inspectSort, t.id),
    index("vehicles_due").on(t.schoolId, t.dueOn, t.id).where(sql`${t.retiredOn} is null`),
    check("vehicles_inspect_by", isDate(t.inspectBy)),
    check("vehicles_insured_until", isDate(t.insuredUntil)),
    check("vehicles_retired_on", isDate(t.retiredOn)),
    check("vehicles_year", sql`${t.year} is null or ${t.year} between 1900 and 2200`),
    check("vehicles_version", sql`${t.version} > 0`),
  ],
);
