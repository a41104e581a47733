import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Home } from "../rules.ts";

/** A part of the home page: what it asks the database, and what it makes of the answers. */
export type Part = {
  queries: readonly Statement[];
  read: (answers: readonly unknown[]) => Home;
};

type Asked = Statement & PromiseLike<unknown[]>;
type Answers<Q extends readonly Asked[]> = { [K in keyof Q]: Awaited<Q[K]> };

/** Ties the queries of a part to the function that reads their answers. */
export function part<const Q extends readonly Asked[]>(
  queries: Q,
  read: (...answers: Answers<Q>) => Home,
): Part {
  return { queries, read: (answers) => read(...(answers as Answers<Q>)) };
}

/** Asks for all parts in one trip. To-dos and learners of several parts stand together. */
export async function readParts(ctx: Ctx, parts: readonly Part[]): Promise<Home> {
  const [first, ...rest] = parts.flatMap(({ queries }) => queries);
  if (!first) return {};
  const answers = await ctx.db.batch([first, ...rest]);
  const starts = parts.map((_, i) =>
    parts.slice(0, i).reduce((sum, { queries }) => sum + queries.length, 0),
  );
  const homes = parts.map(({ queries, read }, i) => {
    const from = starts[i] ?? 0;
    return read(answers.slice(from, from + queries.length));
  });
  return {
    ...Object.assign({}, ...homes),
    todos: homes.flatMap(({ todos = [] }) => todos),
    learners: homes.flatMap(({ learners = [] }) => learners),
  };
}
