import { type SQL, sql } from "drizzle-orm";

/**
 * Where a student stands as soon as the school works with her: lessons, money, training, messages.
 * By name, for their modules build on this one. Rows of hers in other tables hang on these.
 */
export const usedIn = [
  ...["bookings", "charges", "student_packages", "ledger", "invoices", "payments"],
  ...["training_plans", "training_records", "training_papers", "training_overrides"],
  ...["message_threads"],
] as const;

/** Whether a row of the register, known by this name in its query, is used by any of them. */
export function usedElsewhere(row: "s" | "students"): SQL {
  const uses = usedIn.map(
    (table) => sql`exists (select 1 from ${sql.identifier(table)} u
      where u.school_id = ${sql.raw(row)}.school_id and u.student_id = ${sql.raw(row)}.id)`,
  );
  return sql`(${sql.join(uses, sql` or `)})`;
}
