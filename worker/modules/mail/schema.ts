import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { isInstant } from "#worker/lib/checks.ts";

/** One mail or SMS to one recipient, and what became of it. The text is made when it is sent. */
export const mails = sqliteTable(
  "mails",
  {
    schoolId: text("school_id").notNull(),
    id: text().notNull(),
    template: text().notNull(), // reset, invitation, device, ...: the module's words hold the text
    locale: text({ enum: ["nb", "en"] }).notNull(),
    /** By which way it goes: the recipient is an address, or a phone number as E.164. */
    channel: text({ enum: ["mail", "sms"] })
      .notNull()
      .default("mail"),
    recipient: text().notNull(),
    /** What the template needs, by name. Never a token: a link's id is here, its token is derived. */
    params: text({ mode: "json" }).$type<Readonly<Record<string, string>>>().notNull(),
    state: text({ enum: ["waiting", "sent", "bounced", "failed"] })
      .notNull()
      .default("waiting"),
    /** Why it bounced or failed, in the words of the other side. */
    why: text(),
    providerId: text("provider_id"),
    attempts: integer().notNull().default(0),
    /** When an SMS was handed over, until it is known what came of that: it is not handed over twice. */
    begunAt: text("begun_at"),
    createdAt: text("created_at").notNull(),
    doneAt: text("done_at"),
  },
  (t) => [
    // What was sent to one address: for whoever wants to see, or to be forgotten.
    index("mails_recipient").on(t.schoolId, t.recipient),
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("mails_newest").on(t.schoolId, t.createdAt, t.id),
    index("mails_state").on(t.schoolId, t.state, t.createdAt, t.id),
    check("mails_created_at", isInstant(t.createdAt)),
    check("mails_done_at", isInstant(t.doneAt)),
    check("mails_attempts", sql`${t.attempts} >= 0`),
  ],
);
