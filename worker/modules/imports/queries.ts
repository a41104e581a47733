import { and, eq, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem } from "#worker/lib/problem.ts";
import { type Import, type ImportList, type State, working } from "./input.ts";
import type { Field } from "./mapping/input.ts";
import { importChunks, imports } from "./schema.ts";

/** After so many failures in a row nobody tries again unasked. */
export const TRIES = 8;

export const mine = (ctx: Ctx) => eq(imports.schoolId, ctx.actor.schoolId);

/** Whether the system is at work on it. */
export const isWorking = ({ state }: { state: State }) =>
  (working as readonly State[]).includes(state);

const columns = {
  id: imports.id,
  state: sql<State>`${imports.state}`,
  fileName: imports.fileName,
  encoding: imports.encoding,
  delimiter: imports.delimiter,
  columns: imports.columns,
  mapping: imports.mapping,
  options: imports.options,
  rowCount: imports.rowCount,
  doneCount: imports.doneCount,
  badCount: imports.badCount,
  repairedCount: imports.repairedCount,
  tally: imports.tally,
  failures: imports.failures,
  createdAt: imports.createdAt,
  finishedAt: imports.finishedAt,
  undoneAt: imports.undoneAt,
  version: imports.version,
};

/** The same with what the work needs to know of itself. */
const workColumns = {
  ...columns,
  nextChunk: imports.nextChunk,
  progressAt: imports.progressAt,
};

type Row = Awaited<ReturnType<typeof rowsOf>>[number];
/** An import on its way, and the piece of its file that comes next. */
export type Work = Awaited<ReturnType<typeof importQuery>>[number];

const rowsOf = (ctx: Ctx, where: SQL | undefined) =>
  ctx.db
    .select(columns)
    .from(imports)
    .where(and(mine(ctx), where));

function shown({ options, failures, ...row }: Row): Import {
  return {
    ...row,
    columns: [...row.columns],
    mapping: [...row.mapping] as (Field | null)[],
    tally: [...row.tally],
    balance: options.balance,
    stopped: failures >= TRIES,
  };
}

export async function listImports(ctx: Ctx, list: ImportList): Promise<Paged<Import>> {
  const whole = { ...list, q: "", sort: "-createdAt" };
  const { after, order, limit } = keyset({ createdAt: imports.createdAt }, imports.id, whole);
  const rows = await ctx.db
    .select(columns)
    .from(imports)
    .where(and(mine(ctx), after))
    .orderBy(...order)
    .limit(limit);
  return toPage(rows.map(shown), whole);
}

export function importQuery(ctx: Ctx, id: string) {
  return ctx.db
    .select(workColumns)
    .from(imports)
    .where(and(mine(ctx), eq(imports.id, id)));
}

export function toImport(row: Work): Import {
  const { nextChunk: _, progressAt: __, ...rest } = row;
  return shown(rest);
}

/** A foreign import is as unknown as a random one. */
export function known<T>([row]: readonly T[]): T {
  if (!row) throw new Problem(404, "imports.not_found");
  return row;
}

export async function getWork(ctx: Ctx, id: string): Promise<Work> {
  return known(await importQuery(ctx, id));
}

export async function getImport(ctx: Ctx, id: string): Promise<Import> {
  return toImport(await getWork(ctx, id));
}

/** The piece that comes next, beside the import itself, in one batch. */
export async function findWork(ctx: Ctx, id: string) {
  const next = ctx.db
    .select({ n: importChunks.n, rowsEnc: importChunks.rowsEnc })
    .from(importChunks)
    .innerJoin(
      imports,
      and(eq(imports.schoolId, importChunks.schoolId), eq(imports.id, importChunks.importId)),
    )
    .where(and(mine(ctx), eq(imports.id, id), eq(importChunks.n, imports.nextChunk)));
  const [[work], [chunk]] = await ctx.db.batch([importQuery(ctx, id), next]);
  return { work, chunk };
}

type New = Omit<typeof imports.$inferInsert, "schoolId" | "createdAt" | "createdBy" | "state">;

export function insertImport(ctx: Ctx, row: New): Statement {
  const { schoolId, id } = ctx.actor;
  const own = { schoolId, createdBy: id, createdAt: ctx.now, state: "uploaded" };
  return ctx.db.insert(imports).values({ ...row, ...own });
}

type Change = { [K in keyof typeof imports.$inferInsert]?: (typeof imports.$inferInsert)[K] | SQL };

/** A step that a person asks for: over the version seen, from one of the states it may begin in. */
export function moveImport(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
  from: readonly State[],
  change: Change,
): Statement {
  const begun = { nextChunk: 0, doneCount: 0, failures: 0, progressAt: ctx.now };
  return ctx.db
    .update(imports)
    .set({ ...begun, ...change, version: sql`${imports.version} + 1` } as object)
    .where(
      and(
        mine(ctx),
        eq(imports.id, id),
        eq(imports.version, version),
        inArray(imports.state, [...from]),
      ),
    );
}

/** Work that came further: one piece at a time, in order, and none of them twice. */
export function advanceImport(
  ctx: Ctx,
  { id, state, nextChunk }: Pick<Work, "id" | "state" | "nextChunk">,
  change: Change,
): Statement {
  return ctx.db
    .update(imports)
    .set({
      nextChunk: nextChunk + 1,
      progressAt: ctx.now,
      failures: 0,
      ...change,
      ...(change.state ? { version: sql`${imports.version} + 1` } : {}),
    } as object)
    .where(
      and(
        mine(ctx),
        eq(imports.id, id),
        eq(imports.state, state),
        eq(imports.nextChunk, nextChunk),
      ),
    );
}

/** Work that stands still may go on where it was. */
export function resumeImport(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Statement {
  return ctx.db
    .update(imports)
    .set({ failures: 0, progressAt: ctx.now, version: sql`${imports.version} + 1` })
    .where(and(mine(ctx), eq(imports.id, id), eq(imports.version, version)));
}

/** Bookkeeping of the work itself, which is no change to anything. */
export async function countFailure(ctx: Ctx, id: string): Promise<void> {
  await ctx.db
    .update(imports)
    .set({ failures: sql`${imports.failures} + 1`, progressAt: ctx.now })
    .where(and(mine(ctx), eq(imports.id, id)));
}

/** Imports of any school that should be at work and have been silent since an instant. */
export function silentImports(ctx: Ctx, since: string) {
  const silent = or(isNull(imports.progressAt), lt(imports.progressAt, since));
  return ctx.db
    .select({ schoolId: imports.schoolId, id: imports.id })
    .from(imports)
    .where(
      and(
        sql`${imports.state} in ('checking', 'running', 'undoing')`,
        silent,
        lt(imports.failures, TRIES),
      ),
    )
    .limit(20);
}

/** Files of any school that were uploaded before an instant and never imported. */
export function forgottenImports(ctx: Ctx, before: string) {
  return ctx.db
    .select({ schoolId: imports.schoolId, id: imports.id, version: imports.version })
    .from(imports)
    .where(
      and(
        sql`${imports.state} in ('uploaded', 'checking', 'checked')`,
        lt(imports.createdAt, before),
      ),
    )
    .limit(100);
}
