import { and, eq, sql } from "drizzle-orm";
import { check, integer, sqliteTable } from "drizzle-orm/sqlite-core";
import { audit, auditRow, type Diff, type Entry } from "./audit.ts";
import type { Ctx, Statement } from "./ctx.ts";
import { log } from "./log.ts";
import { reasonOf } from "./log_error.ts";
import { type Message, outboxRow } from "./outbox.ts";
import { Problem } from "./problem.ts";

/** Empty between batches. Its CHECK is how a batch, which cannot branch, stops itself. */
export const guard = sqliteTable("guard", { ok: integer().notNull() }, (t) => [
  check("guard_ok", sql`${t.ok} = 1`),
]);

export type Change = Entry & {
  write: readonly Statement[];
  tell?: readonly Message[];
  /** Unique index columns, as SQLite names them, to the field they belong to and its code. */
  unique?: Record<string, readonly [field: string, code: string]>;
  /** The new row's id came with its form: a value that is taken may have been by an earlier click. */
  once?: boolean;
  /** Trigger messages (`RAISE(ABORT, 'code')`) that are expected refusals, not bugs. */
  raises?: readonly string[];
};

/**
 * Sends a change, its audit row and its outbox rows as one D1 batch: all of it or none of it.
 * Throws `Problem`: 412 `stale` when a guarded write hit no row, 422 for a taken unique value,
 * 409 `already_done` when the row with that id is there already (a form sent twice).
 */
export async function commit(ctx: Ctx, change: Change): Promise<void> {
  const { write, tell = [], unique = {}, raises = [], once = false, ...entry } = change;
  const messages = tell.map((message) => outboxRow(ctx, message));
  try {
    await ctx.db.batch([
      auditRow(ctx, entry),
      ...write,
      ...messages.map((message) => message.write),
      ctx.db.delete(guard),
    ]);
  } catch (error) {
    const problem = toProblem(error, unique, raises);
    if (once && problem?.status === 422 && (await isRecorded(ctx, entry)))
      throw new Problem(409, "already_done");
    throw problem ?? error;
  }
  // The rows are safe; the queue only makes them quick. What it never hears of, a cron sweeps.
  if (messages.length) ctx.later(tellQueue(ctx, messages));
}

async function tellQueue(ctx: Ctx, messages: readonly { id: string; schoolId: string }[]) {
  try {
    await ctx.env.QUEUE.sendBatch(
      messages.map(({ id, schoolId }) => ({ body: { kind: "outbox" as const, schoolId, id } })),
    );
  } catch (error) {
    log("error", "queue.not_told", { request_id: ctx.requestId, error: reasonOf(error) });
  }
}

/**
 * Whether a change has something to write. Writing what is there already is no change and leaves
 * no trace; over another version than the one that was seen it is stale like any other.
 */
export function changes(
  before: { version: number },
  seen: { version: number },
  diff: Diff,
): boolean {
  if (Object.keys(diff).length > 0) return true;
  if (before.version !== seen.version) throw new Problem(412, "stale");
  return false;
}

/** Stands right after a write and aborts the batch unless that write changed one row, or `rows`. */
export function mustChange(ctx: Ctx, rows = 1): Statement {
  return ctx.db.insert(guard).select(sql`select changes() = ${rows}`);
}

async function isRecorded(ctx: Ctx, { schoolId, entity, entityId, action }: Entry) {
  const rows = await ctx.db
    .select({ seq: audit.seq })
    .from(audit)
    .where(
      and(
        eq(audit.schoolId, schoolId ?? ctx.actor.schoolId),
        eq(audit.entity, entity),
        eq(audit.entityId, entityId),
        eq(audit.action, action),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

// The one place that reads SQLite's error text; drizzle wraps it as the cause.
function toProblem(
  error: unknown,
  unique: NonNullable<Change["unique"]>,
  raises: readonly string[],
): Problem | undefined {
  const text = error instanceof Error ? `${error.message} ${error.cause}` : "";
  if (text.includes("CHECK constraint failed: guard_ok")) return new Problem(412, "stale");
  const raised = raises.find((code) => text.includes(code));
  if (raised) return new Problem(409, raised);
  for (const [columns, [field, code]] of Object.entries(unique)) {
    if (new RegExp(`UNIQUE constraint failed: ${columns}(?![\\w,])`).test(text))
      return new Problem(422, code, { fields: { [field]: code } });
  }
  if (/UNIQUE constraint failed: (\w+)\.school_id, \1\.id(?![\w,])/.test(text))
    return new Problem(409, "already_done");
  return undefined;
}
