import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { uuidv7 } from "uuidv7";
import { isInstant } from "./checks.ts";
import type { Ctx, Statement } from "./ctx.ts";

/** What others must still be told. Mutable: the queue delivers, a cron sweeps what it missed. */
export const outbox = sqliteTable(
  "outbox",
  {
    schoolId: text("school_id").notNull(),
    id: text().notNull(),
    topic: text().notNull(),
    subjectId: text("subject_id").notNull(),
    at: text().notNull(),
    attempts: integer().notNull().default(0),
    /** Not tried before this instant; moves forward with every failure. */
    nextAt: text("next_at").notNull(),
    lastError: text("last_error"),
    deliveredAt: text("delivered_at"),
    /** Given up after a day; the row and its last error stay for whoever looks. */
    deadAt: text("dead_at"),
    /** An operator has said that nobody will look any more; why is in the audit log. */
    dismissedAt: text("dismissed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index("outbox_waiting").on(t.nextAt).where(sql`${t.deliveredAt} is null`),
    index("outbox_dead")
      .on(t.id)
      .where(
        sql`${t.deadAt} is not null and ${t.dismissedAt} is null and ${t.deliveredAt} is null`,
      ),
    check("outbox_at", isInstant(t.at)),
    check("outbox_next_at", isInstant(t.nextAt)),
    check("outbox_delivered_at", isInstant(t.deliveredAt)),
    check("outbox_attempts", sql`${t.attempts} >= 0`),
  ],
);

/** `topic` is `module.past_tense`; the reactor reads the rest from the subject's own row. */
export type Message = { topic: `${string}.${string}`; subjectId: string; schoolId?: string };

/** A message as a row, and as the hint that the queue gets; only commit() sends either. */
export function outboxRow(
  ctx: Ctx,
  message: Message,
): { write: Statement; id: string; schoolId: string } {
  const schoolId = message.schoolId ?? ctx.actor.schoolId;
  const id = uuidv7();
  const { topic, subjectId } = message;
  const row = { schoolId, id, topic, subjectId, at: ctx.now, nextAt: ctx.now };
  return { write: ctx.db.insert(outbox).values(row), id, schoolId };
}
