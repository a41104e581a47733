import { uuidv7 } from "uuidv7";
import type { Ctx } from "#worker/lib/ctx.ts";
import { placeOf } from "../bucket.ts";
import type { Stretch } from "../format/manifest.ts";
import { keyOf, lineOf, pageSql, type Read } from "../format/rows.ts";
import { sealPart, sha256 } from "../format/sealing.ts";
import { lastChange, moveOn, type Work } from "../queries.ts";
import { isLeftOut } from "../rules.ts";
import type { PlannedTable } from "../schema.ts";

/** How much one piece of work takes at most: an isolate has 128 MB, and an invocation its time. */
export type Bounds = { rows: number; letters: number; page: number };
export const bounds: Bounds = { rows: 20_000, letters: 4_000_000, page: 2_000 };

// A page begins small, and grows as long as its rows turn out to be short.
const FIRST_PAGE = 50;
const PAGE_LETTERS = 1_000_000;
/** How often everything is read at most, when somebody wrote meanwhile. */
const PASSES = 3;

type Piece = {
  text: string;
  stretches: Stretch[];
  rows: number;
  tableAt: number;
  after: string | null;
};

/** Reads on from where the backup stands, and writes what it has read as its next part. */
export async function readPart(ctx: Ctx, work: Work, limits = bounds): Promise<void> {
  const fenceFrom = work.nextPart === 1 ? await lastChange(ctx) : work.fenceFrom;
  const piece = await readPiece(ctx.env.DB, work, limits);
  const last = piece.tableAt === work.plan.length;
  const fenceTo = last ? await lastChange(ctx) : work.fenceTo;
  if (last && fenceTo !== fenceFrom && work.pass < PASSES) return again(ctx, work);
  const { object, data } = await put(ctx, work, piece.text);
  const part = {
    ...{ backupId: work.id, pass: work.pass, no: work.nextPart, object },
    ...{ bytes: data.length, sha256: sha256(data), stretches: piece.stretches },
  };
  const next = {
    ...{ tableAt: piece.tableAt, after: piece.after, fenceFrom, fenceTo },
    ...{ nextPart: work.nextPart + 1, state: last ? ("checking" as const) : work.state },
    ...{ rows: work.rows + piece.rows, bytes: work.bytes + data.length },
  };
  const moved = await moveOn(ctx, work, next, part);
  if (!moved) await ctx.env.BACKUPS.delete(object); // somebody else has written this part
}

/** Begins to read once more. The files of the pass that is given up go when the backup is whole. */
async function again(ctx: Ctx, work: Work): Promise<void> {
  const start = { tableAt: 0, after: null, nextPart: 1, rows: 0, bytes: 0 };
  await moveOn(ctx, work, { ...start, pass: work.pass + 1 });
}

/** A name is never given twice, so two workers at the same part cannot mix their files. */
async function put(ctx: Ctx, { id, kind, nextPart }: Work, text: string) {
  const data = await sealPart(ctx.env.KEYS, { id, no: nextPart }, text);
  const object = `${placeOf(kind, id)}/${String(nextPart).padStart(5, "0")}-${uuidv7()}.part`;
  await ctx.env.BACKUPS.put(object, data);
  return { object, data };
}

async function readPiece(db: D1Database, work: Work, limits: Bounds): Promise<Piece> {
  const lines: string[] = [];
  const stretches: Stretch[] = [];
  const left = { rows: limits.rows, letters: limits.letters };
  let { tableAt, after } = work;
  for (; tableAt < work.plan.length; tableAt++, after = null) {
    const table = work.plan[tableAt];
    if (!table || isLeftOut(table)) continue;
    const read = await readTable(db, table, after, { left, page: limits.page });
    if (read.lines.length) {
      const { length: rows } = read.lines;
      stretches.push({ table: table.name, rows, sha256: sha256(read.lines.join("\n")) });
      for (const line of read.lines) lines.push(line);
    }
    after = read.after;
    if (!read.whole) break;
  }
  return { text: lines.join("\n"), stretches, rows: lines.length, tableAt, after };
}

type Left = { left: { rows: number; letters: number }; page: number };

/** Pages of one table until it ends or the part is full, which `left` counts down to. */
async function readTable(
  db: D1Database,
  table: PlannedTable,
  from: string | null,
  { left, page }: Left,
): Promise<{ lines: string[]; after: string | null; whole: boolean }> {
  const lines: string[] = [];
  let after = from;
  let size = FIRST_PAGE;
  while (left.rows > 0 && left.letters > 0) {
    const limit = Math.min(size, page, left.rows);
    const rows = await readPage(db, table, after, limit);
    const read = rows.map((row) => lineOf(table, row));
    const letters = read.reduce((sum, line) => sum + line.length, 0);
    lines.push(...read);
    left.rows -= read.length;
    left.letters -= letters;
    const last = read.at(-1);
    if (last) after = keyOf(table, last);
    if (rows.length < limit) return { lines, after, whole: true };
    size = Math.max(1, Math.floor((PAGE_LETTERS * read.length) / letters));
  }
  return { lines, after, whole: false };
}

async function readPage(
  db: D1Database,
  table: PlannedTable,
  after: string | null,
  limit: number,
): Promise<Read[]> {
  const statement = db.prepare(pageSql(table, table.omit, after));
  const { results } = await statement.bind(limit).all<Read>();
  return results;
}
