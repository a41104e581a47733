import { deflateRawSync, inflateRawSync } from "node:zlib";
import { and, eq, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { insertFrom } from "#worker/lib/many.ts";
import { seal, unseal } from "#worker/lib/seal.ts";
import { oneOf } from "#worker/lib/search.ts";
import type { Row } from "../reading/rules.ts";
import { importChunks, importSeen } from "../schema.ts";

/** The most rows of a piece: what one D1 batch takes in well under a second. */
export const CHUNK_ROWS = 250;
const CHUNK_TEXT = 250_000; // D1 takes parameters up to 2 MB

const mine = (ctx: Ctx, importId: string) =>
  and(eq(importChunks.schoolId, ctx.actor.schoolId), eq(importChunks.importId, importId));

const place = (ctx: Ctx, importId: string, n: number) => ({
  schoolId: ctx.actor.schoolId,
  table: "import_chunks",
  column: "rows_enc",
  id: `${importId}.${n}`,
});

/** Cuts a file into pieces by rows and by length. */
export function cut(rows: readonly Row[]): Row[][] {
  const pieces: Row[][] = [];
  let length = 0;
  for (const row of rows) {
    const own = row.cells.reduce((sum, cell) => sum + cell.length + 3, 20);
    const last = pieces.at(-1);
    if (last && last.length < CHUNK_ROWS && length + own <= CHUNK_TEXT) last.push(row);
    else pieces.push([row]);
    length = pieces.at(-1)?.length === 1 ? own : length + own;
  }
  return pieces;
}

/** The pieces of a file, each pressed and sealed. */
export function insertChunks(
  ctx: Ctx,
  importId: string,
  pieces: readonly (readonly Row[])[],
): Statement[] {
  return pieces.map((rows, n) => {
    const text = JSON.stringify(rows.map((row) => [row.n, ...row.cells]));
    const pressed = deflateRawSync(Buffer.from(text), { level: 6 }).toString("base64");
    const rowsEnc = seal(ctx.env.KEYS, place(ctx, importId, n), pressed);
    const { schoolId } = ctx.actor;
    return ctx.db
      .insert(importChunks)
      .values({ schoolId, importId, n, firstRow: rows[0]?.n ?? 0, rowsEnc });
  });
}

export type Chunk = { n: number; rowsEnc: string };

/** The rows of a piece, opened. */
export function openChunk(ctx: Ctx, importId: string, { n, rowsEnc }: Chunk): Row[] {
  const pressed = unseal(ctx.env.KEYS, place(ctx, importId, n), rowsEnc);
  const text = inflateRawSync(Buffer.from(pressed, "base64")).toString("utf8");
  return (JSON.parse(text) as [number, ...string[]][]).map(([row, ...cells]) => ({
    n: row,
    cells,
  }));
}

/** The pieces with these numbers, for a batch. */
export function chunksQuery(ctx: Ctx, importId: string, ns: readonly number[]) {
  return ctx.db
    .select({ n: importChunks.n, rowsEnc: importChunks.rowsEnc })
    .from(importChunks)
    .where(and(mine(ctx, importId), oneOf(importChunks.n, ns.map(String))));
}

/** Where each piece begins. */
export function chunkStarts(ctx: Ctx, importId: string) {
  return ctx.db
    .select({ n: importChunks.n, firstRow: importChunks.firstRow })
    .from(importChunks)
    .where(mine(ctx, importId))
    .orderBy(importChunks.n);
}

/** Remembers that a piece has been checked or imported. */
export function markChunk(
  ctx: Ctx,
  importId: string,
  n: number,
  done: "checkedAt" | "importedAt",
): Statement {
  return ctx.db
    .update(importChunks)
    .set({ [done]: ctx.now })
    .where(and(mine(ctx, importId), eq(importChunks.n, n)));
}

/** The file's rows are needed no longer: not one of them stays. */
export function deleteChunks(ctx: Ctx, importId: string): Statement {
  return ctx.db.delete(importChunks).where(mine(ctx, importId));
}

/** Which fingerprints earlier rows of the file have left, and in which row. */
export function seenQuery(ctx: Ctx, importId: string, keys: readonly string[]) {
  return ctx.db
    .select({ key: importSeen.key, row: importSeen.row })
    .from(importSeen)
    .where(
      and(
        eq(importSeen.schoolId, ctx.actor.schoolId),
        eq(importSeen.importId, importId),
        oneOf(importSeen.key, keys),
      ),
    );
}

export function insertSeen(
  ctx: Ctx,
  importId: string,
  marks: readonly (readonly [key: string, row: number])[],
): Statement {
  const filling = {
    schoolId: sql`${ctx.actor.schoolId}`,
    importId: sql`${importId}`,
    key: sql`j.value ->> 0`,
    row: sql`j.value ->> 1`,
  };
  // "where true": without it SQLite takes the "on" that follows for a join's.
  const from = sql`json_each(${JSON.stringify(marks)}) j where true`;
  return insertFrom(ctx, importSeen, { filling, from }).onConflictDoNothing();
}

export function deleteSeen(ctx: Ctx, importId: string): Statement {
  return ctx.db
    .delete(importSeen)
    .where(and(eq(importSeen.schoolId, ctx.actor.schoolId), eq(importSeen.importId, importId)));
}
