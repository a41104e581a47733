import { and, asc, desc, eq, isNull, lt, sql } from "drizzle-orm";
import { audit } from "#worker/lib/audit.ts";
import { type Ctx, PLATFORM, type Statement } from "#worker/lib/ctx.ts";
import { open } from "#worker/lib/databases.ts";
import type { Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem } from "#worker/lib/problem.ts";
import type { Backup, BackupList, NewProof, Proof } from "./input.ts";
import { backupParts, backupProofs, backups } from "./schema.ts";

export type Work = typeof backups.$inferSelect;
export type Part = typeof backupParts.$inferSelect;

const columns = {
  id: backups.id,
  kind: backups.kind,
  state: backups.state,
  startedAt: backups.startedAt,
  endedAt: backups.endedAt,
  tablesDone: backups.tableAt,
  tables: sql<number>`json_array_length(${backups.plan})`,
  partsChecked: backups.checkedParts,
  parts: sql<number>`${backups.nextPart} - 1`,
  rows: backups.rows,
  bytes: backups.bytes,
  pass: backups.pass,
  fenceFrom: backups.fenceFrom,
  fenceTo: backups.fenceTo,
};

type Row = Omit<Backup, "settled"> & { fenceFrom: number; fenceTo: number };
const shown = ({ fenceFrom, fenceTo, ...row }: Row): Backup => ({
  ...row,
  settled: fenceFrom === fenceTo,
});

/** The scope of this module: a backup holds every school, so only the platform sees it. */
function whole(ctx: Ctx) {
  if (ctx.actor.schoolId !== PLATFORM) throw new Problem(403, "forbidden");
  return sql`1`;
}

const proofColumns = {
  backupId: backupProofs.backupId,
  at: backupProofs.at,
  rows: backupProofs.rows,
  seconds: backupProofs.seconds,
  equal: backupProofs.equal,
  orphans: backupProofs.orphans,
};

/** A page of backups, the newest first, and what the last drill found. */
export async function listBackups(
  ctx: Ctx,
  list: BackupList,
): Promise<{ page: Paged<Backup>; proof: Proof | undefined }> {
  const { after, order, limit } = keyset({ id: backups.id }, backups.id, list);
  const [rows, proofs] = await ctx.db.batch([
    ctx.db
      .select(columns)
      .from(backups)
      .where(and(whole(ctx), after))
      .orderBy(...order)
      .limit(limit),
    ctx.db.select(proofColumns).from(backupProofs).orderBy(desc(backupProofs.at)).limit(1),
  ]);
  return { page: toPage(rows.map(shown), list), proof: proofs[0] };
}

export async function getBackup(ctx: Ctx, id: string): Promise<Backup> {
  const [row] = await ctx.db
    .select(columns)
    .from(backups)
    .where(and(whole(ctx), eq(backups.id, id)));
  if (!row) throw new Problem(404, "backups.not_found");
  return shown(row);
}

/** The one that is under way, if any. */
export async function underWay(ctx: Ctx): Promise<string | undefined> {
  const [row] = await ctx.db
    .select({ id: backups.id })
    .from(backups)
    .where(and(whole(ctx), isNull(backups.endedAt)))
    .limit(1);
  return row?.id;
}

/** One that is under way and has not come further since. */
export async function silent(ctx: Ctx, since: string): Promise<string | undefined> {
  const [row] = await ctx.db
    .select({ id: backups.id })
    .from(backups)
    .where(and(whole(ctx), isNull(backups.endedAt), lt(backups.progressAt, since)))
    .limit(1);
  return row?.id;
}

/** Everything about one that is under way; nothing when it has ended. */
export async function findWork(ctx: Ctx, id: string): Promise<Work | undefined> {
  const [row] = await ctx.db
    .select()
    .from(backups)
    .where(and(whole(ctx), eq(backups.id, id), isNull(backups.endedAt)));
  return row;
}

/** The files of a pass, in their order. */
export function partsOf(ctx: Ctx, { id, pass }: Pick<Work, "id" | "pass">): Promise<Part[]> {
  return ctx.db
    .select()
    .from(backupParts)
    .where(and(whole(ctx), eq(backupParts.backupId, id), eq(backupParts.pass, pass)))
    .orderBy(asc(backupParts.no));
}

/** The last row of the audit log: as long as it is the same one, nobody has changed anything. */
export async function lastChange(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db
    .select({ seq: audit.seq })
    .from(audit)
    .orderBy(desc(audit.seq))
    .limit(1);
  return row?.seq ?? 0;
}

/** Whether there has been a whole backup of a kind since an instant. */
export async function hasDone(ctx: Ctx, kind: Work["kind"], since: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: backups.id })
    .from(backups)
    .where(
      and(
        whole(ctx),
        eq(backups.kind, kind),
        eq(backups.state, "done"),
        sql`${backups.startedAt} >= ${since}`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

export async function countFailure(ctx: Ctx, id: string): Promise<number> {
  const [row] = await ctx.db
    .update(backups)
    .set({ failures: sql`${backups.failures} + 1` })
    .where(eq(backups.id, id))
    .returning({ failures: backups.failures });
  return row?.failures ?? 0;
}

type Seen = Pick<Work, "id" | "pass" | "nextPart" | "checkedParts" | "state">;
const asSeen = (seen: Seen) =>
  and(
    eq(backups.id, seen.id),
    eq(backups.state, seen.state),
    eq(backups.pass, seen.pass),
    eq(backups.nextPart, seen.nextPart),
    eq(backups.checkedParts, seen.checkedParts),
  );

/**
 * Moves a backup on from exactly where it was seen, with the part that was written meanwhile.
 * Answers false when somebody else has moved it: then nothing is written.
 */
export async function moveOn(
  ctx: Ctx,
  seen: Seen,
  next: Partial<typeof backups.$inferInsert>,
  part?: typeof backupParts.$inferInsert,
): Promise<boolean> {
  const update = ctx.db
    .update(backups)
    .set({ ...next, progressAt: ctx.now, failures: 0 })
    .where(asSeen(seen))
    .returning({ id: backups.id });
  if (!part) return (await update).length === 1;
  const { backupId, pass, no, object, bytes, sha256, stretches } = part;
  const insert = ctx.db.insert(backupParts).select(
    sql`select ${backupId}, ${pass}, ${no}, ${object}, ${bytes}, ${sha256},
      ${JSON.stringify(stretches)} where changes() = 1`,
  );
  const [moved] = await ctx.db.batch([update, insert]);
  return moved.length === 1;
}

// Writes are returned, not sent.

export function insertBackup(ctx: Ctx, row: typeof backups.$inferInsert): Statement {
  return ctx.db.insert(backups).values(row);
}

export function endBackup(ctx: Ctx, id: string, state: "done" | "failed"): Statement {
  return ctx.db
    .update(backups)
    .set({ state, endedAt: ctx.now, progressAt: ctx.now, running: null })
    .where(and(eq(backups.id, id), isNull(backups.endedAt)));
}

export function insertProof(ctx: Ctx, id: string, proof: NewProof): Statement {
  return ctx.db.insert(backupProofs).values({ id, at: ctx.now, ...proof });
}

/** When the newest backup ended that went well; the table has one row for each night that is kept. */
export async function lastBackup(d1: D1Database): Promise<string | undefined> {
  const [row] = await open(d1)
    .select({ endedAt: backups.endedAt })
    .from(backups)
    .where(eq(backups.state, "done"))
    .orderBy(desc(backups.id))
    .limit(1);
  return row?.endedAt ?? undefined;
}
