import { auditRow } from "#worker/lib/audit.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { take } from "#worker/lib/limits.ts";
import { fieldProblem, Problem, refuseFor } from "#worker/lib/problem.ts";
import { asNamed, instructorRows } from "#worker/modules/employees/mod.ts";
import { about, refuseText } from "../actions.ts";
import { rowsOf, toRow } from "../register/queries.ts";
import type { BulkField, BulkInput, BulkSelection } from "./input.ts";
import {
  bulkQuery,
  currentOf,
  insertBulk,
  instructorQuery,
  markUndone,
  toBulk,
  updateMany,
} from "./queries.ts";
import { whyNotUndo } from "./rules.ts";

const bulk = (entityId: string) => ({ entity: "bulk_change", entityId });

/** What a change would do to each of the chosen students. */
export async function previewBulk(ctx: Ctx, { ids, change }: BulkSelection) {
  const [rows, instructors] = await ctx.db.batch([
    rowsOf(ctx, ids),
    instructorQuery(ctx, change.field === "instructorId" ? change.value : null),
  ]);
  refuseInstructor(change, instructors);
  const all = rows
    .toSorted((a, b) => (a.sortName < b.sortName ? -1 : 1))
    .map(toRow)
    .map((row) => ({ row, same: row[change.field] === change.value }));
  return { change, all, instructor: instructors[0]?.name ?? null };
}
/** The chosen students, and who could be their instructor: what to change is still to be said. */
export async function readChosen(ctx: Ctx, ids: readonly string[]) {
  const [rows, instructors] = await ctx.db.batch([rowsOf(ctx, ids), instructorRows(ctx)]);
  return { rows: rows.map(toRow), instructors: asNamed(instructors) };
}

export type BulkPreview = Awaited<ReturnType<typeof previewBulk>>;

/** One change to many students: all of them or none, over the versions that were shown. */
export async function changeTogether(ctx: Ctx, id: string, input: BulkInput): Promise<void> {
  const { items, change, reason } = input;
  refuseText({ reason });
  const { field, value } = change;
  const ids = items.map((item) => item.id);
  await take(ctx, "bulk.actor", ctx.actor.id);
  const [rows, instructors, done] = await ctx.db.batch([
    currentOf(ctx, ids),
    instructorQuery(ctx, field === "instructorId" ? value : null),
    bulkQuery(ctx, id),
  ]);
  if (done.length > 0) throw new Problem(409, "already_done");
  refuseInstructor(change, instructors);
  const seen = new Map(items.map((item) => [item.id, item.version]));
  if (rows.length < ids.length || rows.some((row) => row.version !== seen.get(row.id)))
    throw new Problem(412, "stale");
  const changing = rows.filter((row) => row[field] !== value);
  if (changing.length === 0) throw fieldProblem("change", "students.nothing_changes");
  const left = changing.map((row) => ({
    id: row.id,
    before: row[field],
    version: row.version + 1,
  }));
  const entry = { action: "students.changed_together" as const, ...(reason ? { reason } : {}) };
  await commit(ctx, {
    ...bulk(id),
    ...entry,
    diff: { field: [null, field], value: [null, value], students: [0, changing.length] },
    write: [
      insertBulk(ctx, id, { field, value, items: left }),
      updateMany(
        ctx,
        field,
        changing.map(({ id, version }) => ({ id, version, value })),
      ),
      mustChange(ctx, changing.length),
      // Each student's own history tells of it too.
      ...changing.map((row) =>
        auditRow(ctx, { ...about(row.id), ...entry, diff: { [field]: [row[field], value] } }),
      ),
    ],
  });
}

/** Puts back those that nobody has changed since; the others stay, and are remembered by name. */
export async function undoTogether(ctx: Ctx, id: string): Promise<void> {
  const { field, value, items, undoneAt } = toBulk(await bulkQuery(ctx, id));
  const rows = await currentOf(
    ctx,
    items.map((item) => item.id),
  );
  const now = new Map(rows.map((row) => [row.id, row.version]));
  const untouched = items.filter((item) => now.get(item.id) === item.version);
  const kept = items.filter((item) => now.get(item.id) !== item.version).map((item) => item.id);
  refuseFor(whyNotUndo({ undoneAt, untouched: untouched.length }));
  const entry = { action: "students.change_undone" as const };
  await commit(ctx, {
    ...bulk(id),
    ...entry,
    diff: { students: [items.length, untouched.length] },
    write: [
      markUndone(ctx, id, kept),
      mustChange(ctx),
      updateMany(
        ctx,
        field,
        untouched.map(({ id, version, before }) => ({ id, version, value: before })),
      ),
      mustChange(ctx, untouched.length),
      ...untouched.map((item) =>
        auditRow(ctx, { ...about(item.id), ...entry, diff: { [field]: [value, item.before] } }),
      ),
    ],
  });
}

function refuseInstructor({ field, value }: BulkField, found: readonly unknown[]): void {
  if (field === "instructorId" && value !== null && found.length === 0)
    throw fieldProblem("change", "students.no_such_instructor");
}
