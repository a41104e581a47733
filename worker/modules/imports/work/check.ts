import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { sortKey } from "#worker/lib/fold.ts";
import { blindIndex } from "#worker/lib/seal.ts";
import { namesakes, takenNationalIds } from "#worker/modules/students/mod.ts";
import {
  type Chunk,
  deleteSeen,
  insertSeen,
  markChunk,
  openChunk,
  seenQuery,
} from "../chunks/queries.ts";
import { insertProblems } from "../problems/queries.ts";
import { advanceImport, type Work } from "../queries.ts";
import { type Fingerprint, marksOf, marksOfStudent, repeatedIn } from "../rows/duplicates.ts";
import { checkRow } from "../rows/rules.ts";
import type { Checked, Finding, World } from "../rows/types.ts";
import { planOf } from "./plan.ts";
import { addToTally, toFound } from "./rules.ts";

/** The next piece of the dry run: what is wrong with its rows, and nothing in the register. */
export async function checkChunk(ctx: Ctx, work: Work, chunk: Chunk, world: World): Promise<void> {
  const { id, columns, nextChunk } = work;
  const plan = planOf(work);
  const rows = openChunk(ctx, id, chunk).map((row) => checkRow(row, plan, world));
  const print = printerOf(ctx);
  const marks = rows.map((row) => marksOf(row, print));
  const seen = await registered(ctx, rows, print);
  for (const { key, row } of await seenQuery(ctx, id, marks.flat())) seen.set(key, row);
  const fresh: [string, number][] = [];
  const findings = rows.map((row, at) => {
    const all = [...row.findings, ...repeatedIn(row, seen, print)];
    for (const key of marks[at] ?? []) {
      if (seen.has(key)) continue;
      seen.set(key, row.n);
      fresh.push([key, row.n]);
    }
    return { row: row.n, all };
  });
  const found = toFound(findings, { columns, at: plan.at });
  const bad = findings.filter(({ all }) => isRefused(all)).length;
  const repaired = findings.filter(({ all }) => all.length > 0 && !isRefused(all)).length;
  const doneCount = work.doneCount + rows.length;
  const last = doneCount >= work.rowCount;
  await commit(ctx, {
    action: last ? "imports.checked" : "imports.part_checked",
    entity: "import",
    entityId: id,
    diff: { doneCount: [work.doneCount, doneCount] },
    write: [
      advanceImport(ctx, work, {
        doneCount,
        badCount: work.badCount + bad,
        repairedCount: work.repairedCount + repaired,
        tally: addToTally(work.tally, found),
        ...(last ? { state: "checked" } : {}),
      }),
      mustChange(ctx),
      insertProblems(ctx, id, found),
      markChunk(ctx, id, nextChunk, "checkedAt"),
      last ? deleteSeen(ctx, id) : insertSeen(ctx, id, fresh),
    ],
  });
}

export const isRefused = (findings: readonly Finding[]) => findings.some((f) => f.refused);

/** Fingerprints with the school's own key: a national id cannot be guessed back out of one. */
export const printerOf =
  (ctx: Ctx): Fingerprint =>
  (text) =>
    blindIndex(ctx.env.KEYS, ctx.actor.schoolId, `import|${text}`);

/** The fingerprints of those rows that a student of the register has; row 0 stands for it. */
export async function registered(
  ctx: Ctx,
  rows: readonly Checked[],
  print: Fingerprint,
  importId?: string,
): Promise<Map<string, number>> {
  const { schoolId } = ctx.actor;
  const ids = new Map(
    rows.flatMap(({ identity }) =>
      identity?.nationalId
        ? [[blindIndex(ctx.env.KEYS, schoolId, identity.nationalId), identity.nationalId] as const]
        : [],
    ),
  );
  const names = new Set(
    rows.flatMap(({ arrival }) => (arrival ? [sortKey(arrival.lastName, arrival.firstName)] : [])),
  );
  const [taken, same] = await ctx.db.batch([
    takenNationalIds(ctx, [...ids.keys()]),
    namesakes(ctx, [...names]),
  ]);
  const others = same.filter((student) => !importId || student.importId !== importId);
  const keys = [
    ...taken.flatMap(({ index }) => (index ? [print(`id|${ids.get(index)}`)] : [])),
    ...others.flatMap((student) => marksOfStudent(student, print)),
  ];
  return new Map(keys.map((key) => [key, 0]));
}
