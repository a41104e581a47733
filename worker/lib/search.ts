import { and, eq, type SQL, sql } from "drizzle-orm";
import { index, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import * as z from "zod";
import type { Ctx, Statement } from "./ctx.ts";
import { foldedWords } from "./fold.ts";
import { Cursor, type List } from "./list.ts";

/** One row per folded word of what can be found. Kind before term: a list scans only its own. */
export const searchTerms = sqliteTable(
  "search_terms",
  {
    schoolId: text("school_id").notNull(),
    kind: text().notNull(),
    term: text().notNull(),
    id: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.kind, t.term, t.id] }),
    index("search_terms_of").on(t.schoolId, t.kind, t.id, t.term),
  ],
);

const MAX = "\u{10ffff}";

/** The statements that make a row findable by the words of `text`, and by no older ones. */
export function indexWords(ctx: Ctx, kind: string, row: { id: string; text: string }): Statement[] {
  const { schoolId } = ctx.actor;
  // json_each: one parameter however many words, since D1 binds at most 100.
  const terms = JSON.stringify(foldedWords(row.text));
  return [
    ...unindexWords(ctx, kind, row.id),
    ctx.db
      .insert(searchTerms)
      .select(sql`select ${schoolId}, ${kind}, value, ${row.id} from json_each(${terms})`),
  ];
}

/** The statements that make a row no longer findable. */
export function unindexWords(ctx: Ctx, kind: string, id: string): Statement[] {
  const { schoolId } = ctx.actor;
  const mine = and(eq(searchTerms.schoolId, schoolId), eq(searchTerms.kind, kind));
  return [ctx.db.delete(searchTerms).where(and(mine, eq(searchTerms.id, id)))];
}

/** The words of a search, the longest first. A word of one letter finds half the register. */
export function searchWords(q: string): string[] {
  return foldedWords(q)
    .filter((word) => word.length > 1)
    .sort((a, b) => b.length - a.length)
    .slice(0, 5);
}

type Asked = {
  kind: string;
  /** At least one; from `searchWords`. */
  words: readonly string[];
  /** The term and id where the last page ended. */
  after?: readonly [term: string, id: string] | undefined;
  /** Narrows further, by a condition on `s.id`. */
  also?: SQL;
  limit: number;
};

/**
 * The query for the `term` and `id` of what begins with every word, in that order, as a part of a
 * larger one or alone. The first word walks the index and the others are looked up, so a page
 * reads its own rows and no more.
 */
export function foundBy(ctx: Ctx, { kind, words, after, also = sql`1`, limit }: Asked): SQL {
  const [first = "", ...others] = words;
  const { schoolId } = ctx.actor;
  const from = after ? sql`(s.term, s.id) > (${after[0]}, ${after[1]})` : sql`s.term >= ${first}`;
  const has = (word: string) => sql`exists (select 1 from search_terms w
    where w.school_id = ${schoolId} and w.kind = ${kind} and w.id = s.id
      and w.term >= ${word} and w.term < ${word + MAX})`;
  // "an" finds Anna Andersen once: at the first of her words that match.
  return sql`
    select s.term, s.id from search_terms s
    where s.school_id = ${schoolId} and s.kind = ${kind} and ${from} and s.term < ${first + MAX}
      and not exists (select 1 from search_terms e
        where e.school_id = ${schoolId} and e.kind = ${kind} and e.id = s.id
          and e.term >= ${first} and e.term < s.term)
      ${others.length ? sql`and ${sql.join(others.map(has), sql` and `)}` : sql``}
      and ${also}
    order by s.term, s.id limit ${limit}`;
}

/** The ids of what begins with every word of `q`, ordered by the matching term, a page at a time. */
export async function findIds(
  ctx: Ctx,
  kind: string,
  { q, per, after }: Pick<List, "q" | "per" | "after">,
  also: SQL = sql`1`,
): Promise<{ ids: string[]; after: string | null }> {
  const words = searchWords(q);
  if (words.length === 0) return { ids: [], after: null };
  const rows = await ctx.db.all<{ term: string; id: string }>(
    foundBy(ctx, { kind, words, after, also, limit: per + 1 }),
  );
  const page = rows.slice(0, per);
  const last = rows.length > per ? page.at(-1) : undefined;
  return {
    ids: page.map((row) => row.id),
    after: last ? z.encode(Cursor, [last.term, last.id]) : null,
  };
}

/** A condition for "one of these ids": one parameter, since D1 binds at most 100. */
export function oneOf(column: SQL | { getSQL(): SQL }, ids: readonly string[]): SQL {
  return sql`${column} in (select value from json_each(${JSON.stringify(ids)}))`;
}

/** Puts rows back into the order in which their ids were found. */
export function inOrder<R extends { id: string }>(rows: readonly R[], ids: readonly string[]): R[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
