import type { Ctx } from "#worker/lib/ctx.ts";
import { ownStudents } from "#worker/modules/contacts/mod.ts";
import { studentQuery, toStudent } from "#worker/modules/students/mod.ts";
import type { Training } from "../input.ts";
import { toTraining, trainingQueries } from "../queries/reads.ts";

/** The training of whoever asks, and of the children she answers for: two trips. */
export async function readOwnTraining(ctx: Ctx): Promise<Training[]> {
  const ids = (await ownStudents(ctx)).map(({ id }) => id);
  if (ids.length === 0) return [];
  const [plans, done, papers, aside, offered, ...people] = await ctx.db.batch([
    ...trainingQueries(ctx, ids),
    ...ids.map((id) => studentQuery(ctx, id)),
  ]);
  return people.map((rows): Training => {
    const all = [plans, done, papers, aside, offered] as const;
    const { training } = toTraining(ctx, toStudent(rows), all);
    return {
      ...training,
      // What was taken back is the school's own trace.
      records: standing(training.records),
      papers: standing(training.papers),
      overrides: [],
    };
  });
}

const standing = <R extends { withdrawnAt: string | null }>(rows: readonly R[]) =>
  rows.filter((row) => row.withdrawnAt === null);
