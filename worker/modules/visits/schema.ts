import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { isInstant } from "#worker/lib/checks.ts";
import type { Role } from "#worker/lib/grants.ts";
import { schools } from "#worker/modules/schools/schema.ts";
import { users } from "#worker/modules/users/schema.ts";
import type { State } from "./input.ts";

/** The platform's support sees a school as one of its employees: asked for, allowed, and over soon. */
export const supportVisits = sqliteTable(
  "support_visits",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    id: text().notNull(),
    /** Whom the visitor sees as. */
    personId: text("person_id")
      .notNull()
      .references(() => users.id),
    askedBy: text("asked_by")
      .notNull()
      .references(() => users.id),
    askedAt: text("asked_at").notNull(),
    reason: text().notNull(),
    caseNumber: text("case_number"),
    state: text().$type<State>().notNull(),
    decidedBy: text("decided_by").references(() => users.id),
    decidedAt: text("decided_at"),
    /** What the person was when an owner said yes: a visitor borrows no role that came later. */
    allowedRoles: text("allowed_roles", { mode: "json" }).$type<readonly Role[]>(),
    startedAt: text("started_at"),
    /** How long the state stands by itself: an asking or a yes lapses then, a visit is over. */
    until: text().notNull(),
    endedBy: text("ended_by"),
    endedAt: text("ended_at"),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("support_visits_of_school").on(t.schoolId, t.askedAt),
    index("support_visits_of_asker").on(t.askedBy, t.askedAt),
    index("support_visits_open")
      .on(t.until)
      .where(sql`${t.state} in ('asked', 'approved', 'running')`),
    // Whatever the code does: nobody says yes to herself, and nobody visits herself.
    check("support_visits_second", sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.askedBy}`),
    check("support_visits_other", sql`${t.personId} <> ${t.askedBy}`),
    check(
      "support_visits_decided",
      sql`${t.state} not in ('approved', 'running') or ${t.decidedBy} is not null`,
    ),
    check("support_visits_asked_at", isInstant(t.askedAt)),
    check("support_visits_decided_at", isInstant(t.decidedAt)),
    check("support_visits_started_at", isInstant(t.startedAt)),
    check("support_visits_until", isInstant(t.until)),
    check("support_visits_ended_at", isInstant(t.endedAt)),
    check("support_visits_version", sql`${t.version} > 0`),
  ],
);
