import { and, desc, isNull, sql } from "drizzle-orm";
import { audit } from "#worker/lib/audit.ts";
import { guard } from "#worker/lib/commit.ts";
import { open } from "#worker/lib/databases.ts";
import { outbox } from "#worker/lib/outbox.ts";
import journal from "../../../../migrations/meta/_journal.json" with { type: "json" };

/** The newest migration that this release knows. */
export const head = `${journal.entries.at(-1)?.tag}.sql`;

/** Whether the newest migration that this release knows has been applied. */
export async function schemaIsAtHead(db: D1Database): Promise<boolean> {
  try {
    const row = await db.prepare("select 1 from d1_migrations where name = ?").bind(head).first();
    return row !== null;
  } catch (error) {
    // An empty database has no such table. Any other failure is not an answer.
    if (String(error).includes("no such table")) return false;
    throw error;
  }
}

/** Whether the database answers at all. */
export async function databaseReads(db: D1Database): Promise<boolean> {
  return (await db.prepare("select 1 as one").bind().first<number>("one")) === 1;
}

/** Whether it takes a write: a row that is gone again before the batch ends. */
export async function databaseWrites(db: D1Database): Promise<boolean> {
  const d1 = open(db);
  const [wrote] = await d1.batch([d1.insert(guard).values({ ok: 1 }), d1.delete(guard)]);
  return wrote.meta.changes === 1;
}

/** The newest row of the audit log, as far as opening it needs. */
export async function newestAudit(db: D1Database) {
  const { schoolId, id, diffEnc, kid } = audit;
  const rows = open(db).select({ schoolId, id, diffEnc, kid }).from(audit);
  const [row] = await rows.orderBy(desc(audit.seq)).limit(1);
  return row;
}

/** Since when the message has been due that waits longest; nothing when none is. */
export async function longestWaiting(db: D1Database): Promise<string | undefined> {
  const [row] = await open(db)
    .select({ nextAt: outbox.nextAt })
    .from(outbox)
    .where(and(isNull(outbox.deliveredAt), sql`${outbox.nextAt} > ''`))
    .orderBy(outbox.nextAt)
    .limit(1);
  return row?.nextAt;
}
